import { officeText, translate } from "@demarche/i18n"
import { covers, dayOf, procedureOf } from "@demarche/workplan"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import { ISSUER_ADDRESS, type Page, type PageMaker } from "../page.ts"
import { href, type Visit } from "../visit.ts"
import { CodeForm, Form } from "./signInForms.tsx"

/** What came of the form that was sent before, or of the way to the issuer; `untied` where its account lets nobody in yet. */
export type Came = "malformed" | "tooMany" | "wrong" | "notBegun" | "down" | "refused" | "untied"

/** The statuses of what went wrong elsewhere than in a form. */
const statuses: Partial<Record<Came, ContentfulStatusCode>> = { down: 503, untied: 403 }

/** Asks for an address and, once a code is on its way, for the code. */
export const signInPage: PageMaker = (visit) => signInPageAfter(visit)

/** The same after a form that led nowhere. */
export async function signInPageAfter(visit: Visit, came?: Came): Promise<Page> {
  const { language, entrance, visitor } = visit
  const { sessions, asked } = entrance
  const title = translate(language, "signIn.title")
  const waits = (came === undefined || came === "wrong") && visit.query.again === undefined
  const waiting = waits && sessions && asked && (came === "wrong" || (await sessions.awaits(asked)))
  return {
    title,
    status: !sessions ? 403 : came ? (statuses[came] ?? 422) : 200,
    main: (
      <>
        <h1>{title}</h1>
        {visitor.signedIn && <p class="banner">{translate(language, "signIn.says.in")}</p>}
        {!sessions ? (
          <p>{translate(language, "signIn.says.insecure")}</p>
        ) : waiting ? (
          <CodeField visit={visit} wrong={came === "wrong"} />
        ) : (
          <>
            <AddressField visit={visit} came={came} />
            <IssuerLink visit={visit} />
          </>
        )}
        {visit.demo && <People visit={visit} people={await demoPeople(visit)} />}
      </>
    ),
  }
}

function CodeField({ visit, wrong }: { visit: Visit; wrong: boolean }) {
  const { language, query, entrance } = visit
  const { identity, openId } = entrance
  return (
    <>
      <p>{translate(language, "signIn.says.waits")}</p>
      {identity && openId && <p>{translate(language, "signIn.says.ties", { issuer: openId.name })}</p>}
      <CodeForm visit={visit} action="/sign-in/code" wrong={wrong} />
      <p class="acts">
        <a href={href(visit, "/sign-in", { to: query.to, again: "yes" })}>{translate(language, "signIn.another")}</a>
      </p>
    </>
  )
}

/** Leads to the issuer: by a link, since a form is sent to nobody but us. */
function IssuerLink({ visit }: { visit: Visit }) {
  const { language, query, entrance } = visit
  if (!entrance.openId) return <></>
  return (
    <p class="acts">
      <a href={href(visit, ISSUER_ADDRESS, { to: query.to })}>
        {translate(language, "signIn.issuer", { issuer: entrance.openId.name })}
      </a>
    </p>
  )
}

/** What is said of what came before. */
function cameText({ language, entrance }: Visit, came: Came): string {
  if (came === "tooMany") return translate(language, "rules.TOO_MANY_CODES")
  return translate(language, `signIn.says.${came}`, { issuer: entrance.openId?.name })
}

function AddressField({ visit, came }: { visit: Visit; came: Came | undefined }) {
  const { language } = visit
  const error = came && cameText(visit, came)
  return (
    <Form visit={visit} action="/sign-in">
      <p>{translate(language, "signIn.says.asks")}</p>
      {error && (
        <p class="error" role="alert" id="error">
          {error}
        </p>
      )}
      <p class="field">
        <label for="address">{translate(language, "signIn.address")}</label>
        <br />
        <input
          id="address"
          name="address"
          type="email"
          required
          autocomplete="email"
          maxlength={254}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={error ? "error" : undefined}
        />
      </p>
      <button type="submit">{translate(language, "signIn.ask")}</button>
    </Form>
  )
}

/** A person of a plan, and the offices that they hold today. */
interface DemoPerson {
  plan: string
  person: string
  offices: string[]
}

/** Everybody with an office today, whom the demonstration lets in by a click. */
async function demoPeople({ application, language, now }: Visit): Promise<DemoPerson[]> {
  const plans = await application.plans()
  const people = plans.map(async (plan) => {
    const { context } = await application.planSnapshot(plan)
    const today = dayOf(now, context.zone)
    const titles = procedureOf(context).offices
    return context.people.map(({ id, offices }) => ({
      plan,
      person: id,
      offices: offices.filter((each) => covers(each, today)).map(({ office }) => officeText(language, office, titles)),
    }))
  })
  return (await Promise.all(people)).flat().filter(({ offices }) => offices.length > 0)
}

function People({ visit, people }: { visit: Visit; people: DemoPerson[] }) {
  return (
    <Form visit={visit} action="/sign-in/demo">
      <h2>{translate(visit.language, "home.actAs")}</h2>
      <p class="acts">
        {people.map(({ plan, person, offices }) => (
          <button type="submit" name="as" value={`${plan}:${person}`}>
            {person} <small>{offices.join(", ")}</small>
          </button>
        ))}
      </p>
    </Form>
  )
}
