/**
 * What few requests need, loaded by the first of them, all at once: each file that is loaded apart has the bundler cut
 * what it shares with the rest into one more file, and a start reads every one of those.
 */
export { feedText } from "@demarche/mail/calendar"
export { parsePlan } from "@demarche/workplan/parse"
export { importPlan, stands } from "../house/import.ts"
export { openapi } from "./openapi.ts"
