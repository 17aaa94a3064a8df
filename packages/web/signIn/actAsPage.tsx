import { mandateName } from "@demarche/http/sessionAuth"
import { translate } from "@demarche/i18n"
import { mandateText, peopleNames } from "../names.ts"
import type { PageMaker } from "../page.ts"
import { planOf } from "../visit.ts"
import { Form } from "./signInForms.tsx"

/** Asks as whom the reader acts in a plan: which person, of several at one address, and in which office. */
export const actAsPage: PageMaker = async (visit, { plan: id = "" }) => {
  const { application, language } = visit
  const plan = await planOf(visit, id)
  const names = await peopleNames(application, plan, (person) => plan.mandates.some((held) => held.person === person))
  const choices = new Map(
    plan.mandates.map((held) => [
      mandateName(held),
      { name: names.get(held.person) ?? held.person, mandate: mandateText(language, plan, held.mandate) },
    ]),
  )
  const title = translate(language, "signIn.whoTitle")
  return {
    title,
    plan,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, choices.size === 0 ? "signIn.says.nobody" : "signIn.says.who")}</p>
        <Form visit={visit} action={`/plans/${encodeURIComponent(id)}/as`}>
          <ul class="list">
            {[...choices].map(([value, { name, mandate }]) => (
              <li>
                <button type="submit" name="as" value={value}>
                  <bdi>{name}</bdi> <small>{mandate}</small>
                </button>
              </li>
            ))}
          </ul>
        </Form>
      </>
    ),
  }
}
