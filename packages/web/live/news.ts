import { idOfEntry } from "@demarche/http/historyEntry"
import { type NewsRequest, newestFor } from "@demarche/http/news"
import { instantText, instantTimeText, translate } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import { dayOf } from "@demarche/workplan"
import { actText, withPeopleIn } from "../item/entrySentence.ts"
import { namesFor } from "../item/itemNames.ts"
import { planOf, type Visit } from "../visit.ts"

/** What the line of a page says, and the word of the link that shows it. */
interface News {
  said: string
  show: string
}

/** The newest of what others have recorded since, for the visit's reader; undefined where that is nothing. @throws ProblemError as `planOf`. */
export async function newsFor(visit: Visit, request: NewsRequest): Promise<News | undefined> {
  const { application, language, now } = visit
  const plan = await planOf(visit, request.plan)
  const newest = await newestFor(application, request, plan.reader)
  if (!newest) return undefined
  const { recordedAt } = newest
  const id = idOfEntry(newest)
  const zone = plan.readerZone
  const isToday = dayOf(recordedAt, zone) === dayOf(now, zone)
  const what = {
    code: request.item === undefined && id !== plan.id ? codeIn(id) : undefined,
    act: actText(await withPeopleIn({ visit, plan, names: await namesFor(visit, plan) }, [newest]), newest),
  }
  return {
    said: isToday
      ? translate(language, "frame.news.today", { ...what, time: instantTimeText(language, recordedAt, zone) })
      : translate(language, "frame.news.earlier", { ...what, day: instantText(language, recordedAt, zone) }),
    show: translate(language, "frame.news.show"),
  }
}
