import { codeOf, type Views } from "@demarche/event-store"
import { isInferred } from "@demarche/workflows/inferred"
import { codeIn } from "@demarche/workflows/terms"
import { bodyOf } from "@demarche/workplan"
import { type ItemPlace, type PlacedActivity, placesIn } from "@demarche/workplan/rules/scopes"

/** Where the activities and outputs of a plan lie, by their ids without the plan's. */
export type Places = ReadonlyMap<string, ItemPlace>

/** Reads the places of a plan from its rows. What a reader only infers to lie in a track, to be part of another, or to contribute, does not. */
export async function readPlaces({ list, get }: Pick<Views, "list" | "get">, plan: string): Promise<Places> {
  const [row, activities, outputs] = await Promise.all([
    get(`plan:${plan}`),
    list({ kind: "activity", scope: plan }),
    list({ kind: "output", scope: plan }),
  ])
  return placesIn({
    tracks: row ? bodyOf(row, "plan").fields.tracks : [],
    activities: activities.map((activity): PlacedActivity => {
      const { fields, state } = bodyOf(activity, "activity")
      const { links, outputs } = state.context
      const stated = (field: string) => !isInferred(state.context, field)
      return {
        id: codeOf(activity.stream),
        track: stated("track") ? fields.track : undefined,
        partOf: links.flatMap(({ relation, target }) =>
          relation === "partOf" && stated("parent") ? [codeIn(target)] : [],
        ),
        contributes: stated("outputs") ? outputs : [],
      }
    }),
    outputs: outputs.map((output) => ({
      id: codeOf(output.stream),
      deliverables: bodyOf(output, "output").state.context.deliverables.map(({ id }) => id),
    })),
  })
}
