import { planPath } from "../page.ts"

/** Where a plan file is sent to a plan that is there, below the language. */
export const importAddress = (plan: string): string => `${planPath(plan, "desk")}/import`
