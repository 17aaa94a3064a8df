import type { MineReading } from "@demarche/http/responses"
import { bareId, calledIn } from "@demarche/i18n"
import { type EntryReading, withPeopleIn } from "../item/entrySentence.ts"
import { namesFor } from "../item/itemNames.ts"
import { peopleNames, whoText } from "../names.ts"
import type { PlanVisit, Visit } from "../visit.ts"

/** What the parts of the page of what needs its reader are made from. */
export interface Home extends EntryReading {
  mine: MineReading
  /** The names of the people whom it names, by their ids. */
  people: ReadonlyMap<string, string>
}

/** The same with the names that it needs. */
export async function homeOf(visit: Visit, plan: PlanVisit, mine: MineReading): Promise<Home> {
  const named = new Set([
    ...mine.standsInFor.map(({ person }) => person),
    ...(mine.away?.deputy ? [mine.away.deputy] : []),
    ...(mine.unreached ?? []).map(({ who }) => bareId(who)),
    ...(mine.letters ?? []).map(({ recipient }) => recipient),
  ])
  const [people, names] = await Promise.all([
    peopleNames(visit.application, plan, (id) => named.has(id)),
    namesFor(visit, plan),
  ])
  return withPeopleIn({ visit, plan, mine, people, names }, mine.changed?.items ?? [])
}

/** The name of a person, a party, an office or a group; of anything else, what it is called by. */
export function nameIn({ visit, plan, people, mine }: Home, id: string): string {
  const bare = bareId(id)
  const item = mine.tasks.find((task) => task.id === `${plan.id}.${bare}`)
  return people.get(bare) ?? (item && calledIn(visit.language, item)) ?? whoText(visit.language, plan, bare)
}
