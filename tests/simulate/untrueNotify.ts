import { planContext } from "../../functions/house/act.ts"
import { answer } from "../../functions/house/answer.ts"
import { heard } from "../../functions/house/heard.ts"
import type { House } from "../../functions/house/house.ts"
import { notify } from "../../functions/notify.ts"
import type { Commit } from "../../packages/engine/index.ts"
import { commitId, kindOf } from "../../packages/store/index.ts"
import { noticesOf, type Queued } from "../../packages/workplan/index.ts"
import type { plan } from "../../workflows/index.ts"
import type { Bug } from "./bugs.ts"
import type { Chance } from "./chance.ts"
import { PLAN } from "./steps.ts"

type Writes = (commit: Commit, context: plan.Context, chance: Chance) => Queued[]

const untrue: Partial<Record<Bug, Writes>> = {
  "a notice is named without its version": (commit, context) =>
    noticesOf(commit, context).map((notice) => ({
      ...notice,
      stream: notice.stream.replace(`-${commit.version}-`, "-"),
    })),
  "a notice is named by chance": (commit, context, chance) =>
    noticesOf(commit, context).map((notice) => ({ ...notice, stream: `${notice.stream}-${chance.below(1e6)}` })),
  "notify forgets a recipient": (commit, context) => noticesOf(commit, context).slice(0, -1),
  "notify stops at a notice that is there": noticesOf,
  "notify tells a bystander": (commit, context) =>
    noticesOf(commit, context).flatMap((notice, place) => {
      const bystander = { stream: `${notice.stream}-too`, command: { ...notice.command, recipient: "observer" } }
      return place === 0 ? [notice, bystander] : [notice]
    }),
}

/** The real notify or, where a bug of its own is planted, one that is like it but for that. */
export function untrueNotify(house: House, chance: Chance, bug: Bug | undefined): ReturnType<typeof notify> {
  const written = bug && untrue[bug]
  if (!written) return notify(house)
  return async ({ detail }) => {
    const commit = await heard(house, detail)
    for (const { stream, command } of written(commit, await planContext(house, PLAN), chance)) {
      if (!(await house.world.events.head(stream)))
        await answer(house, commit, { stream, command, id: commitId(commit) })
      else if (bug === "notify stops at a notice that is there") return
    }
  }
}

/** The house of one who thinks every stream of that kind begun. */
export function withAllBegun(house: House, kind: "notice" | "delivery"): House {
  const { events } = house.world
  const head = (stream: string) => events.head(kindOf(stream) === kind ? `plan:${PLAN}` : stream)
  return { ...house, world: { ...house.world, events: { ...events, head } } }
}
