import { translate, translateDynamic, zoneText } from "@demarche/i18n"
import { mandateText } from "../names.ts"
import type { Page } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href } from "../visit.ts"
import { PlanWords } from "../written.tsx"
import { AMENDMENT } from "./amendment.ts"
import type { IntendedAct } from "./decision.ts"
import { FaultsOfFields, FieldOfForm } from "./formField.tsx"
import { type FieldChoices, type FormField, type FormValues, inputId, ownName } from "./formFields.ts"
import { leastSilence } from "./leastSilence.ts"
import { OutOfSight } from "./outOfSight.tsx"
import type { RefusedForm } from "./refusedForm.ts"

/** The form of a decision, and what it holds. */
export interface DecisionForm {
  decision: IntendedAct
  /** The command's own fields, and those that say when, why and for whom. */
  fields: readonly FormField[]
  circumstances: readonly FormField[]
  choices: ReadonlyMap<string, FieldChoices>
  form: FormValues
  /** Under which it is recorded once, however often it is sent. */
  key: string
  /** The mandate by which it is recorded, as a form names it. */
  as: string | undefined
  refusal?: RefusedForm
}

/** The page with the form of a decision; after refusal with what is wrong, above it and at each field. */
export function decisionForm(asked: DecisionForm): Page {
  const { decision, refusal } = asked
  const { visit, plan, act, code, title } = decision
  const { language } = visit
  const named = translateDynamic(language, `transitions.${act}`)
  return {
    title: `${named}${translate(language, "marks.colon")}${code}`,
    plan,
    ...(refusal && { status: refusal.status }),
    main: (
      <>
        <h1>{named}</h1>
        <p>
          {code} <PlanWords lang={title.language}>{title.text}</PlanWords>
        </p>
        {refusal && <WhyRefused asked={asked} refusal={refusal} />}
        {decision.refused.length > 0 && !refusal && (
          <div class="banner">
            <p>{translate(language, "decide.notNow")}</p>
            <ul>
              {decision.refused.map((each) => (
                <li>{each}</li>
              ))}
            </ul>
          </div>
        )}
        <InYourName decision={decision} />
        <Form visit={{ ...visit, query: {} }} action={decision.path} files>
          <Hidden asked={asked} />
          <OwnFields asked={asked} />
          {needsMore(asked) && (
            <p>
              <button type="submit" name={ownName("step")} value="form" formnovalidate>
                {translate(language, act === AMENDMENT ? "decide.showChange" : "decide.showFields")}
              </button>
            </p>
          )}
          <CircumstanceFields asked={asked} />
          <p class="acts">
            <button type="submit" class="main" name={ownName("step")} value="check">
              {translate(language, "decide.check")}
            </button>
            <a href={href(visit, decision.back)}>{translate(language, "decide.back")}</a>
          </p>
        </Form>
      </>
    ),
  }
}

/** In whose name it is recorded. */
export function InYourName({ decision: { visit, plan } }: { decision: IntendedAct }) {
  const { by } = plan.reader
  if (!by) return <></>
  const { language } = visit
  return <p>{translate(language, "decide.inYourName", { mandate: mandateText(language, plan, by) })}</p>
}

/** What the form says of itself. */
export function Hidden({ asked: { key, as, decision } }: { asked: Pick<DecisionForm, "key" | "as" | "decision"> }) {
  return <OutOfSight of={{ key, as, version: decision.version }} />
}

/** What the form holds, kept out of sight until it is recorded. */
export function Carried({ asked: { form } }: { asked: Pick<DecisionForm, "form"> }) {
  return (
    <>
      {Object.entries(form).flatMap(([name, values]) =>
        values.map((value) => <input type="hidden" name={name} value={value} />),
      )}
    </>
  )
}

/** Whether a value says what else is asked, and so is to be said first, or a part can be added. */
function needsMore({ fields }: DecisionForm): boolean {
  return fields.some(({ path }) => path === "check.of" || /\.\d+\.[a-z]+$/i.test(path))
}

/** The fields of the command; those of an amendment, change by change. */
function OwnFields({ asked }: { asked: DecisionForm }) {
  const { language } = asked.decision.visit
  return (
    <>
      {[...Map.groupBy(asked.fields, ({ change }) => change)].map(([number, fields]) => {
        const all = fields.map((field) => <Field asked={asked} field={field} />)
        if (number === undefined) return all
        return (
          <fieldset>
            <legend>{translate(language, "decide.change", { number })}</legend>
            {all}
          </fieldset>
        )
      })}
    </>
  )
}

function Field({ asked, field }: { asked: DecisionForm; field: FormField }) {
  const { decision, choices, form, refusal } = asked
  const { visit, plan, act } = decision
  const fault = refusal?.faults.find(({ path }) => path === field.path)
  return (
    <>
      <FieldOfForm
        {...{ visit, act, field, form, choices: choices.get(field.path), offsets: fault?.offsets }}
        errors={refusal?.at.get(field.path) ?? []}
        hint={field.path === "until" ? leastSilence(decision) : undefined}
        zone={zoneText(visit.language, visit.now, plan.zone)}
      />
      {takesFile(field) && <FileField asked={asked} field={field} />}
    </>
  )
}

/** A text that may also come as a file. */
function takesFile({ path, input }: FormField): boolean {
  return input.is === "prose" && (path === "text" || path === "annex")
}

function FileField({ asked: { decision, refusal }, field }: { asked: DecisionForm; field: FormField }) {
  const { language } = decision.visit
  const id = `${inputId(field.path)}-file`
  return (
    <p class="field">
      <label for={id}>{translate(language, "decide.file")}</label>
      {refusal && <span class="hint">{translate(language, "decide.fileAgain")}</span>}
      <br />
      <input id={id} type="file" name={`${field.path}.file`} accept=".md,.txt,.docx,text/markdown,text/plain" />
    </p>
  )
}

/** Why it is recorded and in which language, in sight; when, on what mandate and for whom, one click away unless they hold something. */
function CircumstanceFields({ asked }: { asked: DecisionForm }) {
  const { decision, circumstances, form, refusal } = asked
  const { language } = decision.visit
  const [reason, writtenIn, ...others] = circumstances
  const said = (name: string) => (form[name] ?? []).some((each) => each !== "")
  const open = others.some(({ path }) => said(path) || said(`${path}.day`) || refusal?.at.has(path))
  return (
    <>
      {reason && <Field asked={asked} field={reason} />}
      {writtenIn && <Field asked={asked} field={writtenIn} />}
      <details open={open} class="field">
        <summary>{translate(language, "decide.circumstances")}</summary>
        {others.map((field) => (
          <Field asked={asked} field={field} />
        ))}
      </details>
    </>
  )
}

/** What is wrong, above the form, each with the way to its field; and that nothing is recorded yet. */
function WhyRefused({ asked, refusal }: { asked: DecisionForm; refusal: RefusedForm }) {
  const { visit, act } = asked.decision
  const { language } = visit
  const fields = [...asked.fields, ...asked.circumstances]
  return (
    <div class="banner" role="alert" id="refusal">
      <h2>{translate(language, "decide.nothingYet")}</h2>
      {refusal.changes.length > 0 && (
        <>
          <p>{translate(language, "decide.changed")}</p>
          <ul>
            {refusal.changes.map((each) => (
              <li>
                <bdi>{each}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul>
        {refusal.sentences.map((each) => (
          <li>{each}</li>
        ))}
        <FaultsOfFields visit={visit} act={act} fields={fields} at={refusal.at} />
      </ul>
    </div>
  )
}
