import { createHash } from "node:crypto"
import { type Commit, type Projection, project, type RowInput, rebuild, rowAt } from "@demarche/engine"
import type { Events, StreamName, Views } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { BOOK, collect, fixture, march, stores, typesOf, workflows } from "./fixture.ts"
import type { Metadata } from "./loan.ts"

/** What is kept of a loan: its state, its stamps, and all that ever happened to it. */
function bodyOf({ previous, commit, events, view }: RowInput) {
  const before = (previous as { story: string[] } | undefined)?.story ?? []
  const { stamps } = view.context as { stamps: number }
  return {
    state: view.state,
    stamps,
    story: [...before, ...events.map(({ type }) => type)],
    hash: commit.hash,
  }
}
const projects = (kind: string) => kind === "loan"
const personOf = ({ origin }: Commit) => (origin.value.by as Metadata["by"]).person
const over = (events: Events, views: Views): Projection => ({ events, views, workflows, bodyOf, personOf, projects })

const digest = async (views: Views) => {
  const rows = await views.record({ scope: "library", limit: 1_000_000 })
  const heads = await views.list({ kind: "loan" })
  return createHash("sha256")
    .update(JSON.stringify([rows, heads]))
    .digest("hex")
}

/** The digest of views into which every stream is projected from its beginning, in order, one commit at a time. */
async function fold(events: Events): Promise<string> {
  const { views } = memoryStore()
  for await (const commit of events.scan()) await project(over(events, views), [commit])
  return digest(views)
}

/** A library of books, each lent and stamped a few times. */
async function library(store: ReturnType<(typeof stores)[number][1]>, books = 4, stamps = 6) {
  const { take } = fixture(store)
  for (let book = 0; book < books; book++) {
    const stream: StreamName = `loan:library.b${book}`
    await take("lend", { to: "Ada" }, { stream })
    for (let stamp = 0; stamp < stamps + book; stamp++) await take("stamp", {}, { stream })
  }
  return collect(store.events.scan())
}

describe.each(stores)("on %s", (_, open) => {
  test("a row says what its commit says, and what the state after it was", async () => {
    await using store = open()
    const { take, at } = fixture(store)
    await take("lend", { to: "Ada", until: march(9) })
    at(march(2))
    const { commits } = await take("tearAndNote", { text: "page 3" }, { occurredAt: march(1, 18) })
    await project(over(store.events, store.views), await collect(store.events.read(BOOK)))
    expect(await store.views.get(BOOK)).toEqual({
      stream: BOOK,
      version: 2,
      scope: "library",
      kind: "loan",
      recorded: march(2),
      happened: march(1, 18),
      person: "lea",
      types: ["Torn", "Noted"],
      deadline: march(9),
      queue: "time",
      body: { state: "out", stamps: 0, story: ["Lent", "Torn", "Noted"], hash: commits[0]?.hash },
    })
  })
  test("shuffled, torn into batches and each commit ten times, the rows are the fold of the history", async () => {
    await using store = open()
    const commits = await library(store)
    const expected = await fold(store.events)
    await fc.assert(
      fc.asyncProperty(shuffled(commits.flatMap((commit) => Array<Commit>(10).fill(commit))), async (batches) => {
        const { views } = memoryStore()
        for (const batch of batches) await project(over(store.events, views), batch)
        expect(await digest(views)).toBe(expected)
      }),
      { numRuns: 15 },
    )
  })
  test("in this store's own views too", async () => {
    await using store = open()
    const commits = await library(store)
    for (let times = 0; times < 3; times++)
      for (const commit of commits.toReversed()) await project(over(store.events, store.views), [commit])
    expect(await digest(store.views)).toBe(await fold(store.events))
  })
  test("where commits were lost on the way, the gap is read from the stream", async () => {
    await using store = open()
    const commits = await library(store)
    const kept = commits.filter(({ version }) => version === 2 || version === 5 || version === 7)
    const last = commits.filter(({ stream, version }) => version === Number(stream.at(-1)) + 7)
    await project(over(store.events, store.views), kept)
    await project(over(store.events, store.views), last)
    expect(await digest(store.views)).toBe(await fold(store.events))
  })
  test("a kind that leaves no rows is passed over", async () => {
    await using store = open()
    const commits = await library(store)
    await project({ ...over(store.events, store.views), projects: () => false }, commits)
    expect(await store.views.list({ kind: "loan" })).toEqual([])
    expect(await rebuild({ ...over(store.events, store.views), projects: () => false })).toBe(0)
  })
  test("a stream of no known workflow is a fault", async () => {
    await using store = open()
    const commits = await library(store, 1)
    const lost = { ...over(store.events, store.views), workflows: new Map() }
    await expect(project(lost, commits)).rejects.toMatchObject({ code: "fault" })
  })

  test("rebuilt while 200 commands are written, nothing is missing and nothing is doubled", async () => {
    await using store = open()
    const before = await library(store)
    const projection = over(store.events, store.views)
    await project(projection, before)
    const { take } = fixture(store)
    let left = 200
    async function write(stream: StreamName) {
      while (left-- > 0) {
        const { commits } = await take("stamp", {}, { stream })
        await project(projection, commits)
      }
    }
    const writers = Array.from({ length: 5 }, (_, book) =>
      book === 4
        ? take("lend", { to: "Eve" }, { stream: "loan:library.b4" }).then(() => write("loan:library.b4"))
        : write(`loan:library.b${book}`),
    )
    const rebuilt = rebuild(projection)
    await Promise.all([...writers, rebuilt])
    expect(await rebuilt).toBeGreaterThanOrEqual(before.length)
    const commits = await collect(store.events.scan())
    expect(commits).toHaveLength(before.length + 201)
    expect(await store.views.record({ scope: "library", limit: 1_000 })).toHaveLength(commits.length)
    expect(await digest(store.views)).toBe(await fold(store.events))
  })
  test("a rebuild makes the views good again, whatever they held", async () => {
    await using store = open()
    const commits = await library(store)
    await project({ ...over(store.events, store.views), bodyOf: () => ({ story: ["invented"] }) }, commits)
    expect(await rebuild(over(store.events, store.views))).toBe(commits.length)
    expect(await digest(store.views)).toBe(await fold(store.events))
  })
  test.each([2, 8])("in %i shares it writes the same, and reads each share once", async (segments) => {
    await using store = open()
    const commits = await library(store)
    const asked: number[] = []
    const events: Events = {
      ...store.events,
      scan(share) {
        expect(share?.segments).toBe(segments)
        asked.push(share?.segment ?? -1)
        return store.events.scan(share)
      },
    }
    expect(await rebuild(over(events, store.views), { segments })).toBe(commits.length)
    expect(asked).toEqual(Array.from({ length: segments }, (_, segment) => segment))
    expect(await digest(store.views)).toBe(await fold(store.events))
  })
  test("rows of what the record no longer holds are gone, and behind them everything is as it stands", async () => {
    await using store = open()
    const commits = await library(store)
    await project(over(store.events, store.views), commits)
    const earlier = memoryStore()
    for (const commit of commits) if (commit.version < 4 && commit.stream !== BOOK) await earlier.events.append(commit)
    const projection = over(earlier.events, store.views)
    await project(projection, await collect(earlier.events.scan()))
    expect(await digest(store.views)).not.toBe(await fold(earlier.events))
    await rebuild(projection)
    expect(await digest(store.views)).toBe(await fold(earlier.events))
  })
  test("a rebuild that fails leaves the views as they were, and the next one may begin", async () => {
    await using store = open()
    const projection = over(store.events, store.views)
    await project(projection, await library(store))
    let abandoned = 0
    const views: Views = {
      ...store.views,
      async rebuild() {
        const generation = await store.views.rebuild()
        return {
          ...generation,
          async abandon() {
            abandoned += 1
            await generation.abandon()
          },
        }
      },
    }
    const failing = {
      ...projection,
      views,
      bodyOf(told: RowInput) {
        if (told.commit.version === 5) throw new Error("no body")
        return bodyOf(told)
      },
    }
    await expect(rebuild(failing)).rejects.toThrow("no body")
    expect(abandoned).toBe(1)
    expect(await digest(store.views)).toBe(await fold(store.events))
    await rebuild(projection)
    expect(await digest(store.views)).toBe(await fold(store.events))
  })

  test("who has just written reads a row that knows of it, whether or not the views do", async () => {
    await using store = open()
    const projection = over(store.events, store.views)
    const commits = (await library(store, 1)).filter(({ stream }) => stream === "loan:library.b0")
    for (const projected of [0, 3, commits.length]) {
      await project(projection, commits.slice(0, projected))
      for (const commit of commits) {
        const row = await rowAt(projection, commit)
        expect(row).toMatchObject({ version: commit.version, types: typesOf(commit), body: { hash: commit.hash } })
        expect((row.body as { story: string[] }).story).toHaveLength(commit.version)
      }
    }
  })
  test("a row of the past is made again, not taken from a later one recorded at the same instant", async () => {
    await using store = open()
    const projection = over(store.events, store.views)
    const commits = await library(store, 1)
    await project(projection, commits)
    expect(new Set(commits.map(({ recorded }) => recorded)).size).toBe(1)
    expect(await rowAt(projection, commits[2]!)).toMatchObject({ version: 3, body: { stamps: 2 } })
  })
})

test("a rebuild tells how many rows it has written, while it goes on", async () => {
  const store = memoryStore()
  const { take } = fixture(store)
  await take("lend", { to: "Ada" })
  for (let stamp = 0; stamp < 1_400; stamp++) await take("stamp")
  const projection = { ...over(store.events, store.views), bodyOf: () => ({}) }
  const told: number[] = []
  expect(await rebuild(projection, { segments: 8, progress: (rows) => told.push(rows) })).toBe(1_401)
  expect(told).toEqual([625, 1_250, 1_401])
})

test("a rebuild holds no more of large rows at once than of small ones", async () => {
  const store = memoryStore()
  const { take } = fixture(store)
  await take("lend", { to: "Ada" })
  for (let stamp = 0; stamp < 29; stamp++) await take("stamp")
  const projection = { ...over(store.events, store.views), bodyOf: () => ({ text: "x".repeat(380_000) }) }
  const told: number[] = []
  await rebuild(projection, { segments: 2, progress: (rows) => told.push(rows) })
  expect(told).toEqual([11, 22, 30])
})

test("where one share fails the others end, and only then is the generation abandoned", async () => {
  const store = memoryStore()
  const { take } = fixture(store)
  for (let book = 0; book < 40; book++) await take("lend", { to: "Ada" }, { stream: `loan:library.b${book}` })
  const said: string[] = []
  const [begun, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const events: Events = {
    ...store.events,
    async *scan(share) {
      if (share?.segment === 0) {
        await begun.promise
        setImmediate(gone.resolve)
        throw new Error("no share")
      }
      if (share?.segment === 1) await gone.promise
      yield* store.events.scan(share)
    },
  }
  const views: Views = {
    ...store.views,
    async rebuild() {
      const { swap, ...generation } = await store.views.rebuild()
      return {
        async fill(rows) {
          said.push("fill")
          begun.resolve()
          await gone.promise
          await generation.fill(rows)
          said.push("filled")
        },
        swap,
        async abandon() {
          said.push("abandon")
          await generation.abandon()
        },
      }
    },
  }
  await expect(rebuild(over(events, views), { segments: 3 })).rejects.toThrow("no share")
  expect(said).toEqual(["fill", "filled", "abandon"])
})

test("a commit that its stream has lost is a fault", async () => {
  const store = memoryStore()
  const [first] = await library(store, 1)
  const empty = { ...store.events, async *read() {} }
  await expect(rowAt(over(empty, store.views), first!)).rejects.toMatchObject({ code: "fault" })
})

test("a gap that the stream cannot fill is a fault, not a question asked for ever", async () => {
  const store = memoryStore()
  const commits = await library(store, 1)
  let asked = 0
  const lossy = {
    ...store.events,
    async *read() {
      if (++asked > 9) throw new Error("asked for ever")
      yield* []
    },
  }
  await expect(project(over(lossy, store.views), commits.slice(2))).rejects.toMatchObject({ code: "fault" })
})

/** Any order of the items, torn into batches. */
function shuffled<T>(items: T[]): fc.Arbitrary<T[][]> {
  const order = fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })
  return fc.tuple(order, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })).map(([order, sizes]) => {
    const batches: T[][] = []
    for (let from = 0; from < order.length; ) {
      const size = sizes[batches.length % sizes.length]!
      batches.push(order.slice(from, from + size))
      from += size
    }
    return batches
  })
}
