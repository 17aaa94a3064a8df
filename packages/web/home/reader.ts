import type { MineReading } from "@demarche/http/responses"
import { type DeadlineValue, deadlineText } from "@demarche/i18n"
import { zoneOf } from "@demarche/workplan"
import { peopleNames, whoText } from "../names.ts"
import type { PlanVisit, Visit } from "../visit.ts"

/** What the parts of the page of what needs its reader are made from. */
export interface Home {
  visit: Visit
  plan: PlanVisit
  mine: MineReading
  /** The names of the people whom it names, by their ids. */
  names: ReadonlyMap<string, string>
  /** The zone in which the reader reads. */
  zone: string
}

/** The same with the names and the zone that it needs. */
export async function homeOf(visit: Visit, plan: PlanVisit, mine: MineReading): Promise<Home> {
  const { people } = plan.context
  const named = new Set([
    ...mine.standsInFor.map(({ person }) => person),
    ...(mine.away?.deputy ? [mine.away.deputy] : []),
    ...(mine.unreached ?? []).map(({ who }) => bareId(who)),
    ...(mine.letters ?? []).map(({ recipient }) => recipient),
  ])
  const names = await peopleNames(visit.application, plan, (id) => named.has(id))
  const reader = people.find(({ id }) => id === mine.person) ?? {}
  return { visit, plan, mine, names, zone: zoneOf(plan.context, reader) }
}

/** The name of a person, a party, an office or a group; of anything else, what it is called by. */
export function nameIn({ visit, plan, names, mine }: Home, id: string): string {
  const bare = bareId(id)
  const item = mine.tasks.find((task) => task.id === `${plan.id}.${bare}`)
  return names.get(bare) ?? item?.title ?? whoText(visit.language, plan, bare)
}

/** A deadline in the zone in which it was set, and in the reader's. */
export function untilText({ visit, zone }: Home, deadline: DeadlineValue): string {
  return deadlineText(visit.language, deadline, zone)
}

/** A voice's id without what kind of voice it is. */
function bareId(voice: string): string {
  return voice.replace(/^(?:office|person):/, "")
}
