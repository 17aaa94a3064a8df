import type { activity, output } from "@demarche/workflows"
import type { Surroundings } from "@demarche/workplan"
import { planContext } from "./act.ts"
import type { House } from "./house.ts"
import { contextOf } from "./rowContext.ts"

/** What a plan's items hang on, as the views have it. */
export async function surroundings(house: House, plan: string): Promise<Surroundings> {
  const [activities, outputs, { zone }] = await Promise.all([
    house.views.list({ kind: "activity", plan }),
    house.views.list({ kind: "output", plan }),
    planContext(house, plan),
  ])
  return {
    zone,
    activities: activities.map((row) => ({ stream: row.stream, rules: contextOf<activity.Context>(row).rules })),
    outputs: outputs.map((row) => {
      const { rules, deliverables } = contextOf<output.Context>(row)
      return { stream: row.stream, rules, deliverables: deliverables.map(({ id }) => id) }
    }),
  }
}
