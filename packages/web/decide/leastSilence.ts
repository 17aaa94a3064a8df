import { deadlineText, type Language, listText, translate } from "@demarche/i18n"
import { calendarOf } from "@demarche/workplan/rules/facts"
import { earliestEnd } from "@demarche/workplan/time/earliestEnd"
import type { IntendedAct } from "./decision.ts"

const DAY = 24

/**
 * How long the rules of procedure let a silence procedure run at least that is about to be opened, and until when that is now;
 * undefined where they do not say.
 */
export function leastSilence({ visit, plan, act, reading, context }: IntendedAct): string | undefined {
  const { language, now } = visit
  const { id, next } = reading && "path" in reading && typeof reading.path === "object" ? (reading.path ?? {}) : {}
  const path = context.running?.path ?? plan.procedure.paths.find((each) => each.id === id)
  const step = act === "circulate" && next ? path?.steps[next - 1] : undefined
  if (step?.is !== "silence") return undefined
  const { hours, workingDays, ends } = step
  const inDays = hours >= 2 * DAY && hours % DAY === 0
  const times = [
    ...(hours === 0 ? [] : [inDays ? timeText(language, "days", hours / DAY) : timeText(language, "hours", hours)]),
    ...(workingDays === 0 ? [] : [timeText(language, "workingDays", workingDays)]),
  ]
  const said = [
    ...(times.length === 0 ? [] : [translate(language, "item.least.text", { times: listText(language, times) })]),
    ...(ends === "anyTime" ? [] : [translate(language, `item.least.ends.${ends}`)]),
  ]
  if (said.length === 0) return undefined
  const earliest = earliestEnd(calendarOf(plan.context), { opened: now, after: now }, step)
  const deadline = deadlineText(language, earliest, plan.readerZone)
  return [...said, translate(language, "missing.earliest", { deadline })].join(" ")
}

function timeText(language: Language, unit: "hours" | "days" | "workingDays", count: number): string {
  return translate(language, `item.least.${unit}`, { count })
}
