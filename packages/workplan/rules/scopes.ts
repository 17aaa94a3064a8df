import type { plan } from "@demarche/workflows"
import { clearanceOf, may } from "@demarche/workflows/offices"
import { isScoped, type MandateScope, type Office, type Visibility } from "@demarche/workflows/terms"

/** Where an item lies in its plan: in which tracks, and in or under which activities. */
export interface ItemPlace {
  tracks: readonly string[]
  activities: readonly string[]
}

/** Where the plan itself lies, and what is no part of a track: only a mandate for the whole plan reaches there. */
export const nowhere: ItemPlace = { tracks: [], activities: [] }

/** Whether a mandate reaches a place: the whole plan's everywhere, another one's where its track or its activity has a part. */
export function reaches({ track, activity }: MandateScope, { tracks, activities }: ItemPlace): boolean {
  const inTrack = track === undefined || tracks.includes(track)
  return inTrack && (activity === undefined || activities.includes(activity))
}

/** Whether one of the mandates reaches that place and allows that act there. */
export function mayAct(mandates: readonly ScopedOffice[], place: ItemPlace, act: string): boolean {
  return mandates.some((mandate) => reaches(mandate, place) && may("activity", act, mandate.office))
}

/** The plan as it is at a place: its people, each with the mandates alone that reach there. */
export function planAt(context: plan.Context, place: ItemPlace): plan.Context {
  const { people } = context
  if (!hasScopes(context)) return context
  return {
    ...context,
    people: people.map((person) => ({ ...person, offices: person.offices.filter((each) => reaches(each, place)) })),
  }
}

/** Whether anybody's mandate in the plan is for a part of it. */
export function hasScopes({ people }: Pick<plan.Context, "people">): boolean {
  return people.some(({ offices }) => offices.some(isScoped))
}

/** An office and the part of the plan that it is held for. */
type ScopedOffice = MandateScope & { office: Office }

/** How far somebody with those mandates sees at a place: as their offices, and beyond their scope as the committee at most. */
export function clearanceAt(mandates: readonly ScopedOffice[], place: ItemPlace): Visibility {
  const here = clearanceOf(mandates.filter((mandate) => reaches(mandate, place)).map(({ office }) => office))
  const anywhere = clearanceOf(mandates.map(({ office }) => office))
  return here === "public" && anywhere !== "public" ? "committee" : here
}

/** The parts of a plan that places are worked out from; activities and outputs by their ids without the plan's. */
export interface PlanParts {
  tracks: readonly { id: string; parent?: string | undefined }[]
  activities: readonly PlacedActivity[]
  outputs: readonly { id: string; deliverables: readonly string[] }[]
}

/** An activity, the activities that it is a part of, and the outputs and deliverables that it contributes to as the plan states. */
export interface PlacedActivity {
  id: string
  track?: string | undefined
  partOf: readonly string[]
  contributes: readonly string[]
}

/** The place of each activity and output: an output lies where the activities lie that contribute to it. */
export function placesIn({ tracks, activities, outputs }: PlanParts): ReadonlyMap<string, ItemPlace> {
  const trackAbove = new Map(tracks.map(({ id, parent }) => [id, parent === undefined ? [] : [parent]]))
  const activitiesAbove = new Map(activities.map(({ id, partOf }) => [id, partOf]))
  const ofActivities = activities.map(({ id, track, contributes }) => {
    const place: ItemPlace = {
      tracks: track === undefined ? [] : withAbove(track, trackAbove),
      activities: withAbove(id, activitiesAbove),
    }
    return { id, contributes, place }
  })
  const ofOutputs = outputs.map(({ id, deliverables }) => {
    const fed = ofActivities.filter(({ contributes }) =>
      contributes.some((each) => each === id || deliverables.includes(each)),
    )
    const place: ItemPlace = {
      tracks: fed.flatMap(({ place }) => place.tracks),
      activities: fed.flatMap(({ place }) => place.activities),
    }
    return { id, place }
  })
  return new Map([...ofActivities, ...ofOutputs].map(({ id, place }) => [id, place]))
}

/** The id, and all that it is in or under, once each also where they lead in a circle. */
function withAbove(id: string, above: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set([id])
  for (const each of found) for (const next of above.get(each) ?? []) found.add(next)
  return [...found]
}
