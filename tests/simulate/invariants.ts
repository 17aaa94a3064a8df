import { isDeepStrictEqual } from "node:util"
import type { Application, Store } from "@demarche/application/application"
import { NOTIFICATION_WINDOW } from "@demarche/application/notifications/notify"
import { type Commit, rebuild, verify } from "@demarche/engine"
import { commitId, kindOf, type Row } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { contextOf, notificationsOf, originOf } from "@demarche/workplan"
import { effectiveDue } from "@demarche/workplan/time/due"
import { misannounced } from "./receivers.ts"
import { PLAN } from "./steps.ts"
import type { World } from "./world.ts"

/** What a client was told: this intent of mine is that commit. */
export interface Acknowledged {
  stream: string
  version: number
  hash: string
  intent: string
}

/** What a run that has come to rest must not show, each said with its place. */
export async function violations(world: World, acknowledged: Acknowledged[], now: string): Promise<string[]> {
  return world.within((application) => violationsIn(world, application, acknowledged, now))
}

async function violationsIn(
  world: World,
  application: Application,
  acknowledged: Acknowledged[],
  now: string,
): Promise<string[]> {
  const { store, told } = world
  const commits: Commit[] = []
  for await (const commit of store.events.scan()) commits.push(commit)
  const places = new Map(commits.map((commit) => [commitId(commit), commit]))
  return [
    ...lost(acknowledged, places),
    ...[...places.keys()].filter((id) => !told(id)).map((id) => `never published: ${id}`),
    ...doubled(commits),
    ...misdated(commits),
    ...(await verify(store.events, application.workflows)).findings.map(
      ({ stream, version, fault }) => `chain: ${fault} at ${stream}@${version}`,
    ),
    ...(await behind(application, store)),
    ...unanswered(places, now),
    ...(await mistold(commits, application, world, now)),
    ...(await misdue(commits, application)),
    ...(await misannounced(commits, application, world.calls)),
  ]
}

function lost(acknowledged: Acknowledged[], places: Map<string, Commit>): string[] {
  return acknowledged
    .filter(({ stream, version, hash }) => places.get(`${stream}@${version}`)?.hash !== hash)
    .map(({ stream, version }) => `acknowledged and lost: ${stream}@${version}`)
}

/** One intent, or one answer to a commit, has one effect on a stream. */
function doubled(commits: Commit[]): string[] {
  const mine = commits.filter(
    (commit) => /^s\d+[abc]$/.test(commit.correlation) && !originOf(commit).by.office.match(/clock|system/),
  )
  const twice = (keys: string[], what: string) =>
    [...Map.groupBy(keys, (key) => key)].filter(([, all]) => all.length > 1).map(([key]) => `${what}: ${key}`)
  const answers = commits.filter(({ causation }) => causation)
  return [
    ...twice(
      mine.map(({ correlation }) => correlation),
      "done twice",
    ),
    ...twice(
      answers.map(
        ({ causation, stream, events }) => `${causation} ${stream} ${JSON.stringify(events.map(({ value }) => value))}`,
      ),
      "answered twice",
    ),
  ]
}

/** What time decided is dated at its instant, not when somebody noticed. */
function misdated(commits: Commit[]): string[] {
  return commits
    .filter(({ events, happened, state }) => {
      const { silence } = (state as { context: { silence?: { until: { at: string } } } }).context
      return events.some(({ value }) => value.type === "SilencePassed") && silence?.until.at !== happened
    })
    .map(({ stream, version }) => `misdated: ${stream}@${version}`)
}

/** Every row is what the stream folds to, and every stream that leaves rows has all of its own. */
async function behind(application: Application, store: Store): Promise<string[]> {
  const fresh = memoryStore()
  await rebuild({ ...application.projection, views: fresh.views, events: store.events })
  const found: string[] = []
  for (const kind of [...application.workflows.keys()].filter((name) => application.projection.projects(name))) {
    const [wanted, kept] = await Promise.all([fresh.views.list({ kind }), store.views.list({ kind })])
    const told = (rows: Row[]) => new Map(rows.map((row) => [row.stream, JSON.stringify(row)]))
    const known = told(kept)
    for (const [stream, row] of told(wanted))
      if (known.get(stream) !== row) found.push(`view behind or wrong: ${stream}`)
  }
  const records = await Promise.all(
    [fresh.views, store.views].map((views) => views.record({ scope: PLAN, limit: 10_000 })),
  )
  const [whole, kept] = records.map((rows) => JSON.stringify(rows))
  if (whole !== kept) found.push("the record of the plan has gaps")
  return found
}

/** An agreed activity is evidence for what it feeds; an accepted request and an expanded placeholder have their activities. */
function unanswered(places: Map<string, Commit>, now: string): string[] {
  const heads = new Map<string, Commit>()
  for (const commit of places.values())
    if ((heads.get(commit.stream)?.version ?? 0) < commit.version) heads.set(commit.stream, commit)
  const streams = new Set(heads.keys())
  return [...places.values()].flatMap((commit) =>
    commit.events.flatMap(({ value }) => {
      const plan = commit.stream.slice(commit.stream.indexOf(":") + 1).split(".")[0]
      if (value.type === "RequestAccepted" && !streams.has(`activity:${plan}.${value.code}`))
        return [`unanswered request: ${commit.stream} (${now})`]
      const agreed =
        heads.get(commit.stream) === commit &&
        kindOf(commit.stream) === "activity" &&
        ["Agreed", "SilencePassed", "Concluded"].includes(value.type)
      if (!agreed) return []
      const { outputs } = (commit.state as { context: { outputs: string[] } }).context
      const id = commit.stream.slice("activity:".length)
      const linked = [...heads.values()]
        .filter(({ stream }) => kindOf(stream) === "output")
        .flatMap(
          ({ state }) =>
            (state as { context: { deliverables: { id: string; evidence: { source: string }[] }[] } }).context
              .deliverables,
        )
      return outputs
        .filter(
          (output) => !linked.some((each) => each.id === output && each.evidence.some(({ source }) => source === id)),
        )
        .map((output) => `agreed and no evidence: ${id} for ${output}`)
    }),
  )
}

/**
 * Every commit that is told of and was taken up in time has a notice queued for each it is told to; none has two, and there
 * are no others.
 */
async function mistold(commits: Commit[], application: Application, { heard }: World, now: string): Promise<string[]> {
  const context = (await application.planSnapshot(PLAN, true)).context
  const named = ({ kind, about, recipient }: Record<string, unknown>) => `${kind}, ${about}, to ${recipient}`
  const toldOf = (those: Commit[]) =>
    those.flatMap((commit) => notificationsOf(commit, context).map(({ command }) => named(command)))
  const recent = ({ recorded }: Commit) => Date.parse(now) - Date.parse(recorded) <= NOTIFICATION_WINDOW
  const wanted = toldOf(commits)
  const due = toldOf(commits.filter((commit) => heard(commitId(commit)) || recent(commit)))
  const queued = Map.groupBy(
    commits
      .filter(({ stream }) => kindOf(stream) === "notice")
      .flatMap(({ events }) => events.map(({ value }) => value))
      .filter(({ type }) => type === "NoticeQueued")
      .map(named),
    (name) => name,
  )
  return [
    ...due.filter((name) => !queued.has(name)).map((name) => `never told: ${name}`),
    ...[...queued].filter(([, all]) => all.length > 1).map(([name]) => `told twice: ${name}`),
    ...[...queued.keys()].filter((name) => !wanted.includes(name)).map((name) => `told and nothing to tell: ${name}`),
  ]
}

/** What hangs on a meeting is due by where the meeting stands now. */
async function misdue(commits: Commit[], application: Application): Promise<string[]> {
  const { meetings } = (await application.planSnapshot(PLAN, true)).context
  const items = Map.groupBy(commits, ({ stream }) => stream)
  return [...items].flatMap(([stream, all]) => {
    const { rules, due } = contextOf("activity", all.at(-1)) ?? contextOf("output", all.at(-1)) ?? {}
    const set = all.findLast(({ events }) => events.some(({ value }) => "due" in value))
    if (!rules || !set) return []
    return isDeepStrictEqual(due, effectiveDue(rules, { meetings }))
      ? []
      : [`due on another day than its meeting has it: ${stream}`]
  })
}
