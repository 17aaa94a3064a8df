import { translate, zoneText } from "@demarche/i18n"
import { actingIn } from "../decide/askedForm.ts"
import { FaultsOfFields, FieldOfForm } from "../decide/formField.tsx"
import { type FieldChoices, type FormField, type FormValues, ownName } from "../decide/formFields.ts"
import { OutOfSight } from "../decide/outOfSight.tsx"
import type { RefusedForm } from "../decide/refusedForm.ts"
import { SendingButton } from "../sending/sendingButton.tsx"
import { Form } from "../signIn/signInForms.tsx"
import { href, type PlanVisit, type Visit } from "../visit.ts"

/** A form of the desk: what it asks, what it holds, and why it was refused. */
export interface DeskForm {
  visit: Visit
  plan: PlanVisit
  /** The command by which its fields are called. */
  act: string
  /** Where it is sent, below the language. */
  path: string
  fields: readonly FormField[]
  choices: ReadonlyMap<string, FieldChoices>
  form: FormValues
  /** Under which it is recorded once, however often it is sent. */
  key: string
  /** The version that it was made at, where it is recorded only at that. */
  version?: number | undefined
  /** What it would record is shown first. */
  checked?: true
  /** The mandate that it names, where that is not the one in which its reader acts. */
  as?: string | undefined
  refusal?: RefusedForm | undefined
  /** What its button says. */
  button: string
  /** What shows whether it was recorded, where it must not be sent twice: an address of ours. */
  where?: string | undefined
  /** Where its reader comes from, where it stands on a page of its own. */
  back?: string | undefined
}

/** The inputs of a form of the desk, with its button; after a refusal with what is wrong, above it and at each field. */
export function DeskFormOf({ asked }: { asked: DeskForm }) {
  const { visit, plan, act, path, fields, choices, form, refusal, checked, button, where, back } = asked
  const { language } = visit
  return (
    <>
      {refusal && <WhyNot asked={asked} refusal={refusal} />}
      <Form visit={{ ...visit, query: {} }} action={path}>
        <DeskFormSays asked={asked} />
        {fields.map((field) => {
          const fault = refusal?.faults.find((each) => each.path === field.path)
          return (
            <FieldOfForm
              {...{ visit, act, field, form, choices: choices.get(field.path), offsets: fault?.offsets }}
              errors={refusal?.at.get(field.path) ?? []}
              zone={zoneText(language, visit.now, plan.zone)}
            />
          )
        })}
        <p class="acts">
          {where !== undefined ? (
            <SendingButton {...{ visit, where, main: true }}>{button}</SendingButton>
          ) : (
            <button
              type="submit"
              class={fields.length > 0 ? "main" : undefined}
              {...(checked && { name: ownName("step"), value: "check" })}
            >
              {button}
            </button>
          )}
          {back !== undefined && <a href={href(visit, back)}>{translate(language, "decide.back")}</a>}
        </p>
      </Form>
    </>
  )
}

/** What a form of the desk says of itself; its reader acts by the mandate that it was sent with or, as it is opened, by theirs. */
export function DeskFormSays({ asked }: { asked: Pick<DeskForm, "plan" | "key" | "version" | "as"> }) {
  const { plan, key, version, as = actingIn(plan) } = asked
  return <OutOfSight of={{ key, as, version }} />
}

/** What is wrong, each with the way to its field; of a form that was sent signed out, how it goes on. */
function WhyNot({ asked, refusal }: { asked: DeskForm; refusal: RefusedForm }) {
  const { visit, plan, act, fields, back } = asked
  const { language, visitor } = visit
  const entrance = visitor.signedIn ? `/plans/${plan.id}/as` : "/sign-in"
  return (
    <div class="banner" role="alert" id="refusal">
      <h2>{translate(language, "decide.nothingYet")}</h2>
      <ul>
        {[...refusal.sentences, ...refusal.changes].map((each) => (
          <li>
            <bdi>{each}</bdi>
          </li>
        ))}
        <FaultsOfFields visit={visit} act={act} fields={fields} at={refusal.at} />
      </ul>
      {refusal.status === 401 && (
        <p>
          <a href={href(visit, entrance, { to: back ?? visit.path })} target="_blank" rel="noopener">
            {translate(language, visitor.signedIn ? "decide.signedOut.actAs" : "decide.signedOut.signIn")}
          </a>
        </p>
      )}
    </div>
  )
}
