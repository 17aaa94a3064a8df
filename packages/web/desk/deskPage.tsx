import { ProblemError } from "@demarche/http/problem"
import { translate } from "@demarche/i18n"
import { isDeskOf, type PageMaker } from "../page.ts"
import { planOf } from "../visit.ts"
import { deskOf } from "./actLinks.tsx"
import { Closures } from "./closures.tsx"
import { DeskKeys } from "./keys.tsx"
import { DeskLetters } from "./letters.tsx"
import { Meetings } from "./meetings.tsx"
import { DeskPeople } from "./people.tsx"
import { PlanItself } from "./planItself.tsx"
import { DeskWebhooks } from "./webhooks.tsx"

/** Where a plan is run from: its people, the plan itself, its meetings, its letters; each with the forms that change it. */
export const deskPage: PageMaker = async (visit, { plan: id = "" }) => {
  const plan = await planOf(visit, id)
  const { by } = plan.reader
  if (!by) throw new ProblemError(visit.visitor.signedIn ? "forbidden" : "unauthenticated")
  if (!isDeskOf(plan)) throw new ProblemError("forbidden")
  const desk = await deskOf(visit, plan)
  const title = translate(visit.language, "desk.title")
  return {
    title,
    plan,
    section: "desk",
    main: (
      <>
        <h1>{title}</h1>
        {await DeskPeople(desk)}
        <PlanItself {...desk} />
        <Meetings {...desk} />
        <Closures {...desk} />
        {await DeskLetters(desk)}
        {await DeskKeys(desk)}
        {await DeskWebhooks(desk)}
      </>
    ),
  }
}
