/**
 * What few requests need, loaded by the first of them, all at once: each file that is loaded apart has the bundler cut
 * what it shares with the rest into one more file, and a start reads every one of those.
 */

export { importPlan, isImported } from "@demarche/application/importPlan"
export { feedText } from "@demarche/icalendar/calendarFile"
export { parsePlan } from "@demarche/plan-file/parse"
export { openapi } from "./openapi.ts"
