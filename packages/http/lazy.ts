/**
 * Modules that few requests need, loaded together by the first of them: every separate dynamic import makes the bundler
 * split off one more shared chunk, and a cold start reads all of those.
 */

export { isImported, rehearseImport } from "@demarche/application/importPlan"
export { requestImport } from "@demarche/application/requestImport"
export { feedParts } from "@demarche/icalendar/calendarFile"
export { nextPlanText } from "@demarche/plan-file/nextPlan"
export { planSchema } from "@demarche/plan-file/planSchema"
export { openapi } from "./openapi.ts"
export { readPlan } from "./readPlan.ts"
export { ImportReading } from "./responses.ts"
