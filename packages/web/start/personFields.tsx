import { officeText, titleIn, translate } from "@demarche/i18n"
import type { Office } from "@demarche/workflows/terms"
import type { PlanVisit, Visit } from "../visit.ts"

/** What was typed of somebody; what was not is empty. */
export type TypedPerson = Readonly<Record<string, string>>

/** The fields of somebody who is let into a plan: name, address, one of those offices, and for whom it is held. */
export function PersonFields({
  visit: { language },
  plan,
  offices,
  typed,
  refused,
}: {
  visit: Visit
  plan: PlanVisit
  offices: readonly Office[]
  typed: TypedPerson
  refused: boolean
}) {
  const { procedure, fields } = plan
  const wrong = refused ? { "aria-describedby": "refusal" } : {}
  return (
    <>
      <p class="field">
        <label for="name">{translate(language, "start.field.name")}</label>
        <br />
        <input id="name" name="name" required maxlength={200} value={typed.name} {...wrong} />
      </p>
      <p class="field">
        <label for="address">{translate(language, "start.field.address")}</label>
        <br />
        <input id="address" name="address" type="email" required maxlength={254} value={typed.address} {...wrong} />
      </p>
      <p class="field">
        <label for="office">{translate(language, "start.field.office")}</label>
        <br />
        <select id="office" name="office" {...wrong}>
          {offices.map((office) => (
            <option value={office} selected={office === typed.office}>
              {officeText(language, office, procedure.offices)}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="party">{translate(language, "start.field.party")}</label>
        <br />
        <select id="party" name="party" {...wrong}>
          <option value="">{translate(language, "start.field.nobody")}</option>
          {fields.parties.map((party) => {
            const { text, language: lang } = titleIn(language, party, plan.lang)
            return (
              <option value={party.id} selected={party.id === typed.party} lang={lang}>
                {text}
              </option>
            )
          })}
        </select>
      </p>
    </>
  )
}
