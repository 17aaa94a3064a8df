import { translate } from "@demarche/i18n"
import { dayOf } from "@demarche/workplan"
import type { Download, DownloadMaker } from "../page.ts"
import { csvOf } from "../sheet/csv.ts"
import { XLSX_MEDIA, xlsxOf } from "../sheet/xlsx.ts"
import { type PlanVisit, planOf, type Visit } from "../visit.ts"
import { activitiesOf, filtered } from "./activities.ts"
import { columns } from "./columns.ts"

/** The list of a plan's activities as its page shows it under the same filters, every page of it, as CSV. */
export const listCsv: DownloadMaker = async (visit, { plan: id = "" }) => {
  const { plan, heads, rows } = await tableOf(visit, id)
  return { name: fileName(visit, plan, "csv"), media: "text/csv; charset=utf-8", body: csvOf([heads, ...rows]) }
}

/** The same as XLSX. */
export const listXlsx: DownloadMaker = async (visit, { plan: id = "" }) => {
  const { plan, heads, rows } = await tableOf(visit, id)
  const sheet = {
    name: translate(visit.language, "board.list"),
    heads,
    rows,
    widths: columns.map(({ width }) => width),
  }
  return { name: fileName(visit, plan, "xlsx"), media: XLSX_MEDIA, body: xlsxOf({ ...sheet, made: visit.now }) }
}

async function tableOf(visit: Visit, id: string): Promise<{ plan: PlanVisit; heads: string[]; rows: string[][] }> {
  const plan = await planOf(visit, id)
  const activities = await filtered(visit, plan, await activitiesOf(visit, plan))
  return {
    plan,
    heads: columns.map(({ name }) => translate(visit.language, `board.columns.${name}`)),
    rows: activities.map((activity) => columns.map(({ says }) => says(visit, plan, activity))),
  }
}

/** Its plan's id, which is of letters, figures and hyphens alone, and the day that it shows. */
function fileName({ past, now }: Visit, { id, zone }: PlanVisit, ending: string): Download["name"] {
  return `${id}-activities-${dayOf(past?.asOf ?? now, zone)}.${ending}`
}
