import type { CheckRule, Path, Procedure, Step } from "@demarche/workflows/procedure"
import { canonical } from "./canonical.ts"
import { shippedRules } from "./procedure.ts"

/** Rules of procedure as a plan file writes them: by their id, where they are those that come with the product, else in full. */
export function writtenProcedure(procedure: Procedure): string | object {
  if (canonical(shippedRules(procedure.id)) === canonical(procedure)) return procedure.id
  const { officeHours, meetings, groups, paths, checks, actionPlans, answersByLink, ...rest } = procedure
  return {
    ...rest,
    calendar: { office_hours: officeHours },
    meetings: byId(meetings, ({ title, documentsWeeksBefore: weeks }) => ({
      title,
      documents_before: weeks === undefined ? undefined : `P${weeks}W`,
    })),
    groups: byId(groups, ({ title, observers, ...members }) => ({
      title,
      members: Object.keys(members).length > 0 ? members : "list",
      observers,
    })),
    paths: byId(paths, (path, at) => ({ default: at === 0, ...pathOf(path) })),
    checks: byId(checks, checkOf),
    action_plans: byId(actionPlans, ({ clusters, ...plan }) => ({
      ...plan,
      clusters: clusters?.map(({ annotations: [mark] = [], ...cluster }) => ({
        ...cluster,
        inferred: mark?.inferred,
        basis: mark?.basis,
      })),
    })),
    answers_by_link: answersByLink,
  }
}

function byId<T extends { id: string }>(entries: T[], write: (entry: Omit<T, "id">, at: number) => object): object {
  return Object.fromEntries(entries.map(({ id, ...entry }, at) => [id, write(entry, at)]))
}

function pathOf({ title, steps, result }: Omit<Path, "id">): object {
  return { title, steps: steps.map(stepOf), result }
}

function stepOf(step: Step): object {
  const named = { id: step.id, as: step.title, kept: step.kept }
  switch (step.is) {
    case "record":
      return { record: step.by, each: step.each, ...named }
    case "clearance":
      return { clearance: step.by, or: step.or, ...named }
    case "meeting":
      return { meeting: step.of, ...named }
    case "silence":
      return {
        silence: step.of,
        hours: step.hours || undefined,
        working_days: step.workingDays || undefined,
        ends: endings[step.ends],
        broken_by: step.brokenBy,
        languages: step.languages,
        ...named,
      }
  }
}

const endings = { officeHours: "office_hours", workingDay: "working_day", anyTime: "any_time" } as const

function checkOf({ is, waivedBy, noneAllowed, ...check }: Omit<CheckRule, "id">): object {
  return { ...check, is: is === "signOff" ? "sign_off" : is, waived_by: waivedBy, none_allowed: noneAllowed }
}
