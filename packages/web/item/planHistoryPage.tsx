import { planHeadline, translate } from "@demarche/i18n"
import { type PageMaker, planHistoryPath } from "../page.ts"
import { planOf } from "../visit.ts"
import { HistoryList } from "./history.tsx"
import { namesFor } from "./itemNames.ts"

/** The plan's own record: its adoption, its people, its meetings. */
export const planHistoryPage: PageMaker = async (visit, { plan: id = "" }) => {
  const plan = await planOf(visit, id)
  const { language } = visit
  const { state = "", since, zone, version } = plan
  return {
    title: translate(language, "item.history.plan"),
    plan,
    main: (
      <>
        <h1>{translate(language, "item.history.plan")}</h1>
        <p class="headline">{planHeadline(language, { state, since }, { zone })}</p>
        {
          await HistoryList({
            ...{ visit, plan, names: await namesFor(visit, plan), stream: `plan:${id}`, newest: version },
            path: planHistoryPath(id),
            entryPath: (number) => planHistoryPath(id, number),
          })
        }
      </>
    ),
  }
}
