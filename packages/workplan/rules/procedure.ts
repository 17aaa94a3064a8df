import type { plan } from "@demarche/workflows"
import { languages, usualLanguage } from "@demarche/workflows/languages"
import type { AskedCheck, CheckRule, Path, Procedure } from "@demarche/workflows/procedure"
import { type Actor, ownVoices } from "@demarche/workflows/terms"
import { covers } from "./mandates.ts"

/** What a procedure says where a plan names none: a coordinator records, nothing is checked, consultation is optional. */
export const defaultProcedure: Procedure = {
  id: "default",
  title: { en: "No rules of procedure of its own" },
  languages: { documents: [usualLanguage], letters: [...languages] },
  officeHours: ["09:00", "18:00"],
  offices: {},
  meetings: [],
  groups: [],
  paths: [{ id: "recorded", steps: [{ id: "record", is: "record", by: "coordinator" }] }],
  checks: [],
  actionPlans: [],
  consultation: "optional",
  drafts: "committee",
  signatures: {},
  answersByLink: "act",
}

/** The rules of procedure by which a plan is run. */
export function procedureOf({ procedure }: Pick<plan.Context, "procedure">): Procedure {
  return procedure ?? defaultProcedure
}

/** The path as it is recorded with an act: without the titles, which are the plan's. */
export function leanPath({ id, steps, result }: Path): Path {
  return { id, steps: steps.map(({ title, ...step }) => step), ...(result && { result }) }
}

/** The checks that items of a kind are asked that day, as they are recorded with an act; and the markers and references that may be stated of any kind. */
export function checksFor({ checks, actionPlans }: Procedure, kind: string, day: string): AskedCheck[] {
  const year = Number(day.slice(0, 4))
  const plans = actionPlans
    .filter(({ years: [first, last] = [year, year] }) => first <= year && year <= last)
    .map(({ id, actions }) => ({ id, actions }))
  return checks.flatMap((check) => {
    if (check.for.includes(kind)) return [lean(check, plans)]
    return check.is === "marker" || check.is === "reference" ? [{ ...lean(check, plans), optional: true as const }] : []
  })
}

function lean({ title, for: kinds, ...check }: CheckRule, plans: AskedCheck["plans"]): AskedCheck {
  return check.is === "reference" ? { ...check, plans } : check
}

/**
 * Whom a silence procedure of that group addresses on a day: the members whom the plan lists for the body of that name or, where
 * it lists none, the procedure's parties, those of its kinds, individuals, and of an office the parties it is held for, the
 * office itself where it is held for none.
 */
export function voicesOf(context: plan.Context, group: string, day: string): string[] {
  const { bodies, people, kinds: kindOf = {} } = context
  const listed = bodies.find(({ id }) => id === group)?.members
  if (listed) return listed
  const found = procedureOf(context).groups.find(({ id }) => id === group)
  const { parties = [], kinds = [], offices = [], individuals = [] } = found ?? {}
  const held = people.flatMap((person) => person.offices.filter((mandate) => covers(mandate, day)))
  const named = offices.flatMap((office) => held.filter((mandate) => mandate.office === office))
  const voices = [
    ...parties,
    ...Object.keys(kindOf).filter((party) => kinds.includes(kindOf[party] ?? "")),
    ...named.map(({ office, party }) => party ?? `office:${office}`),
    ...individuals.map((person) => `person:${person}`),
  ]
  return [...new Set(voices)]
}

/** Whether somebody with that mandate speaks for a voice: its party, the office that is held for none, or the individual. */
export function speaksFor(person: string, { office, party }: Pick<Actor, "office" | "party">, voice: string): boolean {
  return ownVoices({ person, office, party }).includes(voice)
}
