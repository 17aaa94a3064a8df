import { lineText, titleIn } from "@demarche/i18n"
import type { ItemKind } from "@demarche/workplan"
import type { Child } from "hono/jsx"
import type { PageMaker } from "../page.ts"
import type { Visit } from "../visit.ts"
import { Original, PlanWords } from "../written.tsx"
import { ActivityMain } from "./activity.tsx"
import { ItemHistory } from "./history.tsx"
import { OutputMain } from "./output.tsx"
import { RequestMain } from "./request.tsx"
import { headlineOf, kindOfItem, type ShownItem, shownItem } from "./shownItem.ts"

/** What stands between headline and history, and the margin, by the kind of item. */
const bodies: { [K in ItemKind]: (item: ShownItem<K>) => Promise<Child> } = {
  activity: ActivityMain,
  output: OutputMain,
  request: RequestMain,
}

/** One item: where it stands, whose turn it is, its texts, and everything that happened to it. */
export const itemPage: PageMaker = async (visit, { id = "" }) => pageOf(visit, await kindOfItem(visit, id), id)

async function pageOf<K extends ItemKind>(visit: Visit, kind: K, id: string) {
  const item = await shownItem(visit, kind, id)
  const { plan, reading } = item
  const { code } = reading
  const { text, language: lang } = titleIn(visit.language, reading, plan.lang)
  return {
    title: lineText([code, text], " "),
    plan,
    main: (
      <article class="item">
        <h1>
          <small>{code}</small> <PlanWords lang={lang}>{text}</PlanWords>{" "}
          <Original language={visit.language} lang={lang} />
        </h1>
        <p class="headline">{headlineOf(item)}</p>
        {await bodies[kind](item)}
        {await ItemHistory(item)}
      </article>
    ),
  }
}
