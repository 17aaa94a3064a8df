import { codeOf, kindOf, type StreamName, scopeOf } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import { hasScopes, type ItemPlace, nowhere, planAt } from "@demarche/workplan/rules/scopes"
import type { Application } from "./application.ts"
import type { Places } from "./readPlaces.ts"

const placed: readonly string[] = ["activity", "output"]

/** The place of a stream of the plan; what is neither an activity nor an output lies nowhere. */
export function placeIn(places: Places, stream: StreamName): ItemPlace {
  return (placed.includes(kindOf(stream)) && places.get(codeOf(stream))) || nowhere
}

/** The place of an item by its id; read only where a mandate in the plan is for a part of it. */
export async function placeOf(
  application: Application,
  { stream, plan }: { stream: StreamName; plan: planWorkflow.Context },
): Promise<ItemPlace> {
  return hasScopes(plan) ? placeIn(await application.places(scopeOf(stream)), stream) : nowhere
}

/**
 * The plan as it is where a stream lies: with the mandates that reach there. What one has of one's own, a key or a calendar, lies
 * wherever the mandate is.
 */
export async function planAround(
  application: Application,
  { stream, plan }: { stream: StreamName; plan: planWorkflow.Context },
): Promise<planWorkflow.Context> {
  return kindOf(stream) === "access" ? plan : planAt(plan, await placeOf(application, { stream, plan }))
}
