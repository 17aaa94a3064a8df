import { eventsWithMetadata, initial, restore, step, type Workflow } from "@demarche/engine"
import { type Commit, newSalt, seal } from "@demarche/event-store"
import { DEPTH, folder, furnish, open, streamOf } from "./fixture.ts"
import type { Line } from "./line.ts"
import { alone } from "./measure.ts"

const TURNS = 2_000
const ROUNDS = 5

/** What one commit costs to seal, to step and to keep. */
export async function sizes(): Promise<Line[]> {
  using place = folder()
  await furnish(place.path, 1)
  await using bench = open(place.path)
  const commits: Commit[] = []
  for await (const commit of bench.application.world.events.read(streamOf(0))) commits.push(commit)
  const [fresh, last] = [commits[0], commits.at(-1)]
  const activity = bench.application.workflows.get("activity")
  if (!fresh || !last || !activity) throw new Error("the activity is not there")
  const { hash, events, origin, ...rest } = last
  const draft = { ...rest, events: events.map(({ value }) => value), origin: origin.value }
  const kilobytes = { of: "ours", most: 2_048 } as const
  return [
    { what: "seal of a commit", unit: "us", ours: await micros(() => seal(draft, newSalt)) },
    {
      what: `one step of the machine, mean of ${DEPTH}`,
      unit: "us",
      ours: (await micros(replay(activity, commits))) / DEPTH,
    },
    { what: "restore of a stored state", unit: "us", ours: await micros(() => restore(activity, last.state)) },
    { what: "fresh activity, JSON", unit: "bytes", ours: Buffer.byteLength(JSON.stringify(fresh)), wanted: kilobytes },
    { what: "fresh activity, DynamoDB item (estimate)", unit: "bytes", ours: itemSize(fresh), wanted: kilobytes },
    { what: `after ${DEPTH} commits, JSON`, unit: "bytes", ours: Buffer.byteLength(JSON.stringify(last)) },
  ]
}

function replay(workflow: Workflow, commits: Commit[]) {
  const events = commits.flatMap(eventsWithMetadata)
  return () => events.reduce((snapshot, happening) => step(workflow, snapshot, happening), initial(workflow))
}

function micros(work: () => unknown): Promise<number> {
  return alone(ROUNDS, () => {
    const start = performance.now()
    for (let turn = 0; turn < TURNS; turn++) work()
    return ((performance.now() - start) * 1_000) / TURNS
  })
}

/**
 * The bytes that DynamoDB would count for the commit as one item, its fields as attributes and what is nested as maps
 * and lists: names and strings by their UTF-8, numbers about half their digits, 3 bytes a map or list, 1 a member.
 */
function itemSize(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value)
  if (typeof value === "number") return Math.ceil(String(value).length / 2) + 1
  if (typeof value !== "object" || value === null) return 1
  const nested = Object.entries(value).filter(([, member]) => member !== undefined)
  const names = Array.isArray(value) ? 0 : nested.reduce((sum, [name]) => sum + Buffer.byteLength(name), 0)
  return nested.reduce((sum, [, member]) => sum + 1 + itemSize(member), 3 + names)
}
