import { listPlans } from "@demarche/http/planRoutes"
import type { ProblemError } from "@demarche/http/problem"
import { translate } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import type { Page, PageMaker } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href, type Visit } from "../visit.ts"
import { TitleWords } from "../written.tsx"
import { FormRefusal } from "./refusal.tsx"
import { shortPlan } from "./shortPlan.ts"

/** The first of the steps by which an installation is begun: its plan. It is the operator's; others are told how it is begun. */
export const startPage: PageMaker = async (visit) => {
  if (!visit.visitor.operator) return closedPage(visit)
  const { query } = visit
  if (query.import) return (await import("./progressPage.tsx")).progressPage(visit, query.import)
  return planPageAfter(visit)
}

function closedPage(visit: Visit): Page {
  const { language } = visit
  const title = translate(language, "start.title")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "start.closed")}</p>
        <p class="acts">
          <a href={href(visit, "/sign-in")}>{translate(language, "signIn.title")}</a>
        </p>
      </>
    ),
  }
}

/** The file that was sent and refused, and why. */
interface RefusedPlan {
  text: string
  problem: ProblemError
}

/** The same with a file that was refused: what is to be mended, and the text as it was sent. */
export async function planPageAfter(visit: Visit, refused?: RefusedPlan): Promise<Page> {
  const { application, language, now, plans = {} } = visit
  const standing = await listPlans(application, undefined)
  const title = translate(language, "start.plan.title")
  return {
    title,
    status: refused ? 422 : 200,
    main: (
      <>
        <h1>{title}</h1>
        <p class="hint">{translate(language, "start.step", { number: 1 })}</p>
        {refused && (
          <FormRefusal language={language} problem={refused.problem} title={translate(language, "start.plan.wrong")} />
        )}
        <p>{translate(language, "start.plan.lead")}</p>
        {standing.length > 0 && (
          <>
            <h2>{translate(language, "start.plan.stands")}</h2>
            <ul class="list">
              {standing.map(({ id, fields }) => (
                <li>
                  <a href={href(visit, `/start/${id}`)}>
                    <TitleWords language={language} plan={{ lang: fields.language ?? usualLanguage }} of={fields} />
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        {!refused && <FileForm visit={visit} />}
        {!refused && Object.keys(plans).length > 0 && <ShippedForm visit={visit} names={Object.keys(plans)} />}
        <TextForm visit={visit} text={refused?.text ?? shortPlan(language, now)} refused={refused !== undefined} />
        {refused && (
          <>
            <h2>{translate(language, "start.progress.back")}</h2>
            <FileForm visit={visit} />
          </>
        )}
      </>
    ),
  }
}

function FileForm({ visit }: { visit: Visit }) {
  const { language } = visit
  return (
    <Form visit={visit} action="/start" files>
      <p class="field">
        <label for="file">{translate(language, "start.plan.file")}</label>
        <br />
        <input id="file" name="file" type="file" accept=".yaml,.yml,.json" required />
      </p>
      <button type="submit">{translate(language, "start.plan.send")}</button>
    </Form>
  )
}

function ShippedForm({ visit, names }: { visit: Visit; names: string[] }) {
  return (
    <Form visit={visit} action="/start">
      <h2>{translate(visit.language, "start.plan.shipped")}</h2>
      <p class="acts">
        {names.map((name) => (
          <button type="submit" name="shipped" value={name}>
            {name}
          </button>
        ))}
      </p>
    </Form>
  )
}

function TextForm({ visit, text, refused }: { visit: Visit; text: string; refused: boolean }) {
  const { language } = visit
  return (
    <Form visit={visit} action="/start">
      <h2>{translate(language, "start.plan.write")}</h2>
      <p class="field">
        <label for="text">{translate(language, "start.plan.text")}</label>
        <br />
        <textarea
          id="text"
          name="text"
          rows={refused ? 24 : 14}
          spellcheck={false}
          required
          aria-invalid={refused ? "true" : undefined}
          aria-describedby={refused ? "refusal" : undefined}
        >
          {`\n${text}`}
        </textarea>
      </p>
      <button type="submit" class="main">
        {translate(language, "start.plan.send")}
      </button>
    </Form>
  )
}
