import { textBody } from "@demarche/application/textBody"
import { mandateName } from "@demarche/http/sessionAuth"
import { dayText, languageText, officeText, translate, translateDynamic } from "@demarche/i18n"
import { languages, usualLanguage } from "@demarche/workflows/languages"
import { mailClasses, type Recipient } from "@demarche/workplan"
import { openOnPlan } from "../decide/possibleOnPlan.ts"
import { mandateText, peopleNames } from "../names.ts"
import type { PageMaker } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { PlanWords } from "../written.tsx"
import { OwnSessions } from "./ownSessions.tsx"

/** What its reader is to each plan, how they are written to, who stands in for them, and where they are signed in. */
export const mePage: PageMaker = async (visit) => {
  const { application, language, visitor } = visit
  const title = translate(language, "mine.me.title")
  const all = visitor.signedIn ? await application.plans() : []
  const plans = (await Promise.all(all.map((plan) => ownPlan(visit, plan)))).flatMap((each) => each ?? [])
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        {!visitor.signedIn && (
          <p>
            <a class="main" href={href(visit, "/sign-in", { to: visit.path })}>
              {translate(language, "frame.signIn")}
            </a>{" "}
            {translate(language, "mine.me.signedOut")}
          </p>
        )}
        {visitor.signedIn && plans.length === 0 && <p>{translate(language, "mine.me.none")}</p>}
        {plans.map((own) => (
          <Own visit={visit} own={own} />
        ))}
        {await OwnSessions({ visit, zone: plans[0]?.plan.readerZone ?? "UTC" })}
      </>
    ),
  }
}

/** A plan in which its reader holds an office, their entry there, and the names of those who can stand in for them. */
interface OwnPlan {
  plan: PlanVisit
  person: Recipient
  names: ReadonlyMap<string, string>
  /** How they are addressed, where somebody said so. */
  salutation: string | undefined
  /** Whether they can change their own entry, as they can anybody's. */
  updates: boolean
}

async function ownPlan(visit: Visit, id: string): Promise<OwnPlan | undefined> {
  const { application, visitor } = visit
  if ((await visitor.mandatesIn(id)).length === 0) return undefined
  const plan = await planOf(visit, id)
  const { people } = plan.context
  const person = people.find((each) => each.id === plan.reader.person)
  if (!person) return undefined
  const updates = (await openOnPlan(visit, plan)).has("updatePerson")
  const isNamed = (each: string) => each === person.id || each === person.deputy || updates
  const salutation = person.salutation && (await textBody(application.world.texts, person.salutation))
  return { plan, person, salutation, updates, names: await peopleNames(application, plan, isNamed) }
}

function Own({ visit, own }: { visit: Visit; own: OwnPlan }) {
  const { language, query } = visit
  const { plan, person, names } = own
  const mandates = plan.mandates.filter((each) => each.person === person.id)
  return (
    <section aria-labelledby={plan.id}>
      <h2 id={plan.id}>
        <PlanWords lang={plan.titleLang}>{plan.title}</PlanWords>
      </h2>
      {query.saved === plan.id && (
        <p class="banner" role="status">
          {translate(language, "mine.me.saved")}
        </p>
      )}
      <dl class="facts">
        <dt>{translate(language, "mine.me.called")}</dt>
        <dd>
          <bdi>{names.get(person.id)}</bdi>
        </dd>
        <dt>{translate(language, "mine.me.offices")}</dt>
        {mandates.map(({ mandate }) => (
          <dd>
            {translate(language, "mine.me.office", {
              mandate: mandateText(language, plan, mandate),
              to: mandate.to && dayText(language, mandate.to),
            })}
          </dd>
        ))}
      </dl>
      {own.updates ? <EntryForm visit={visit} own={own} /> : <EntryInWords visit={visit} own={own} />}
    </section>
  )
}

/** The entry as it stands, and whom to ask for a change. */
function EntryInWords({
  visit: { language },
  own: { plan, person, names, salutation },
}: {
  visit: Visit
  own: OwnPlan
}) {
  const { vacation = [], wants = mailClasses, deputy } = person
  const absences = vacation.map((each) => absenceText(language, each))
  return (
    <>
      <dl class="facts">
        <dt>{translate(language, "mine.me.salutation")}</dt>
        <dd>
          <bdi>{salutation ?? translate(language, "mine.me.usual")}</bdi>
        </dd>
        <dt>{translate(language, "mine.me.language")}</dt>
        <dd>{languageText(language, person.language ?? usualLanguage)}</dd>
        <dt>{translate(language, "mine.me.zone")}</dt>
        <dd>{person.zone ?? plan.zone}</dd>
        <dt>{translate(language, "mine.me.mail")}</dt>
        <dd>{wants.map((each) => translateDynamic(language, `answer.classes.${each}`)).join(", ")}</dd>
        <dt>{translate(language, "mine.me.vacation")}</dt>
        <dd>
          {absences.length > 0
            ? absences.join(translate(language, "marks.semicolon"))
            : translate(language, "mine.me.noVacation")}
        </dd>
        <dt>{translate(language, "mine.me.deputy")}</dt>
        <dd>
          <bdi>{deputy ? (names.get(deputy) ?? deputy) : translate(language, "mine.me.noDeputy")}</bdi>
        </dd>
      </dl>
      <p>{translate(language, "mine.me.mandatory")}</p>
      <p>
        {translate(language, "mine.me.ask", { office: officeText(language, "secretariat", plan.procedure.offices) })}
      </p>
    </>
  )
}

/** The form of the entry. */
function EntryForm({ visit, own: { plan, person, names, salutation } }: { visit: Visit; own: OwnPlan }) {
  const { language } = visit
  const { by } = plan.reader
  const { vacation = [], wants = mailClasses, deputy } = person
  const id = (name: string) => `${plan.id}-${name}`
  return (
    <Form visit={visit} action={`/plans/${plan.id}/me`}>
      <input type="hidden" name="made" value={visit.now} />
      {by && <input type="hidden" name="as" value={mandateName({ person: person.id, mandate: by })} />}
      <p class="field">
        <label for={id("salutation")}>{translate(language, "mine.me.salutation")}</label>{" "}
        <input
          id={id("salutation")}
          name="salutation"
          maxlength={100}
          value={salutation}
          aria-describedby={id("salutation-hint")}
        />
        <span class="hint" id={id("salutation-hint")}>
          {translate(language, "mine.me.salutationHint")}
        </span>
      </p>
      <p class="field">
        <label for={id("language")}>{translate(language, "mine.me.language")}</label>{" "}
        <select id={id("language")} name="language">
          {languages.map((each) => (
            <option value={each} selected={each === (person.language ?? usualLanguage)} lang={each}>
              {languageText(each, each)}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={id("zone")}>{translate(language, "mine.me.zone")}</label>{" "}
        <input
          id={id("zone")}
          name="zone"
          maxlength={60}
          value={person.zone ?? plan.zone}
          required
          aria-describedby={id("zone-hint")}
        />
        <span class="hint" id={id("zone-hint")}>
          {translate(language, "mine.me.zoneHint")}
        </span>
      </p>
      <fieldset>
        <legend>{translate(language, "mine.me.mail")}</legend>
        <p class="hint">{translate(language, "mine.me.mandatory")}</p>
        {mailClasses.map((each) => (
          <p>
            <input id={id(each)} type="checkbox" name="wants" value={each} checked={wants.includes(each)} />{" "}
            <label for={id(each)}>{translateDynamic(language, `answer.classes.${each}`)}</label>
          </p>
        ))}
      </fieldset>
      <fieldset>
        <legend>{translate(language, "mine.me.vacation")}</legend>
        {vacation.map((each, index) => (
          <p>
            <input
              id={id(`vacation-${index}`)}
              type="checkbox"
              name="vacation"
              value={`${each.from}/${each.to}`}
              checked
            />{" "}
            <label for={id(`vacation-${index}`)}>{absenceText(language, each)}</label>
          </p>
        ))}
        <p>
          <label for={id("from")}>{translate(language, "mine.me.from")}</label>{" "}
          <input id={id("from")} type="date" name="from" />{" "}
          <label for={id("to")}>{translate(language, "mine.me.to")}</label>{" "}
          <input id={id("to")} type="date" name="to" />
        </p>
      </fieldset>
      <p class="field">
        <label for={id("deputy")}>{translate(language, "mine.me.deputy")}</label>{" "}
        <select id={id("deputy")} name="deputy">
          <option value="">{translate(language, "mine.me.noDeputy")}</option>
          {[...names]
            .filter(([each]) => each !== person.id)
            .map(([each, name]) => (
              <option value={each} selected={each === deputy}>
                {name}
              </option>
            ))}
        </select>
      </p>
      <button type="submit">{translate(language, "mine.me.save")}</button>
    </Form>
  )
}

function absenceText(language: Visit["language"], { from, to }: { from: string; to: string }): string {
  return translate(language, "mine.me.away", { from: dayText(language, from), to: dayText(language, to) })
}
