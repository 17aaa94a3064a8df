import { describe, expect, test } from "vitest"
import type { Row, Views } from "../ports.ts"
import type { StreamName } from "../streamName.ts"
import { at, row } from "./samples.ts"

const [A, B] = ["loan:p1.a", "loan:p1.b"] as const

/** What every adapter of the views port keeps. `open` gives an empty store. */
export function viewsContract(name: string, open: () => Views | Promise<Views>) {
  async function holding(rows: Row[]) {
    const views = await open()
    await views.put(rows)
    return views
  }

  describe(`${name}: views`, () => {
    test("an empty view answers with nothing", async () => {
      await using views = await open()
      await views.put([])
      expect(await views.get(A)).toBeUndefined()
      expect(await views.list({ kind: "loan" })).toEqual([])
      expect(await views.record({ scope: "p1", limit: 10 })).toEqual([])
    })

    test("a row comes back exactly, and the newest version counts whatever came last", async () => {
      const newer = row(A, 2, { types: [], body: { é: ["字", null, 1.5, { "😀": "\u0000" }] } })
      await using views = await holding([newer, row(A, 1)])
      expect(await views.get(A)).toStrictEqual(newer)
    })

    test("a version that is there already is kept as it is", async () => {
      await using views = await holding([row(A, 1)])
      await views.put([row(A, 1, { body: "other" })])
      expect(await views.get(A)).toStrictEqual(row(A, 1))
    })

    test("callers cannot change what is stored", async () => {
      const given = row(A, 1)
      await using views = await holding([given])
      given.types.push("Changed")
      ;(await views.get(A))?.types.push("Changed")
      expect(await views.get(A)).toStrictEqual(row(A, 1))
    })

    test("duplicates in any order leave the same rows", async () => {
      const rows = Array.from({ length: 60 }, (_, index) => row(`loan:p1.${index % 6}`, 1 + Math.floor(index / 6)))
      await using plain = await holding(rows)
      const expected = await everything(plain)
      for (let seed = 1; seed <= 10; seed++) {
        await using views = await open()
        const shuffled = shuffle([...rows, ...rows], seed)
        for (let start = 0; start < shuffled.length; start += 7) await views.put(shuffled.slice(start, start + 7))
        expect(await everything(views)).toStrictEqual(expected)
      }
    })

    test("a stream and a list can be asked as of an instant", async () => {
      await using views = await holding([row(A, 1), row(A, 3), row(A, 2), row(B, 1, { recorded: at(2) })])
      expect(await views.get(A, at(0))).toBeUndefined()
      expect(await views.get(A, at(2))).toStrictEqual(row(A, 2))
      expect(await views.get(A, at(9))).toStrictEqual(row(A, 3))
      const versions = async (asOf: string) =>
        (await views.list({ kind: "loan", scope: "p1", asOf })).map(({ stream, version }) => [stream, version])
      expect(await versions(at(0))).toEqual([])
      expect(await versions(at(1))).toEqual([[A, 1]])
      expect(await versions(at(2))).toEqual([
        [A, 2],
        [B, 1],
      ])
      expect(await versions(at(9))).toEqual([
        [A, 3],
        [B, 1],
      ])
    })

    test("two versions of one instant: the later version counts", async () => {
      await using views = await holding([row(A, 2, { recorded: at(1) }), row(A, 1)])
      expect((await views.get(A, at(1)))?.version).toBe(2)
      expect((await views.list({ kind: "loan", asOf: at(1) })).map(({ version }) => version)).toEqual([2])
    })

    test("a list has one kind, of one scope or of all, ordered by the bytes of the stream's name", async () => {
      const names = ["loan:p1.\u{1F600}", "loan:p1.\uFFEE", "loan:p1.a", "loan:p1.B", "loan:p1"] as const
      await using views = await holding([
        ...names.map((stream) => row(stream, 1)),
        row("loan:p2.a", 1, { scope: "p2" }),
        row("notice:p1.a", 1, { kind: "notice" }),
      ])
      const streams = async (scope?: string) =>
        (await views.list({ kind: "loan", ...(scope !== undefined && { scope }) })).map(({ stream }) => stream)
      expect(await streams("p1")).toEqual(names.toReversed())
      expect(await streams()).toEqual([...names.toReversed(), "loan:p2.a"])
      expect(await streams("p3")).toEqual([])
    })

    test("pages of a list have the newest row of every stream below a scope once, and a name that begins another comes first", async () => {
      const names = [
        "loan:p1.\u{1F600}",
        "loan:p1.\uFFEE",
        "loan:p1.ab",
        "loan:p1.a.b",
        "loan:p1.a-",
        "loan:p1.a",
      ] as const
      await using views = await holding([
        ...names.flatMap((stream) => [row(stream, 1), row(stream, 2)]),
        row("loan:p1", 1),
        ...["p0", "p1-2", "p10", "p2"].map((scope) => row(`loan:${scope}.a`, 1, { scope })),
        row("notice:p1.a", 1, { kind: "notice" }),
      ])
      for (const limit of [1, 2, 4, 9]) {
        const seen: [string, number][] = []
        for (let [pages, more] = [0, true]; more && pages < 9; pages++) {
          const rows = await views.page({ kind: "loan", scope: "p1", after: seen.at(-1)?.[0], limit })
          seen.push(...rows.map(({ stream, version }): [string, number] => [stream, version]))
          more = rows.length === limit
        }
        expect(seen).toEqual(
          ["loan:p1.a", "loan:p1.a-", "loan:p1.a.b", "loan:p1.ab", ...names.slice(0, 2).toReversed()].map((name) => [
            name,
            2,
          ]),
        )
      }
      expect(await views.page({ kind: "loan", scope: "p3", limit: 9 })).toEqual([])
    })

    test("a record is newest first, and its pages have every row once, ties included", async () => {
      const rows = Array.from({ length: 30 }, (_, index) =>
        row(`loan:p1.${index % 3}`, 1 + Math.floor(index / 3), { recorded: at(Math.floor(index / 12)) }),
      )
      await using views = await holding([...rows, row("loan:p2.a", 1, { scope: "p2" })])
      const whole = await views.record({ scope: "p1", limit: 100 })
      expect(whole).toStrictEqual(rows.toSorted(newestFirst))
      for (const limit of [1, 4, 30]) {
        const paged: Row[] = []
        for (let pages = 0; pages <= rows.length; pages++) {
          const before = paged.at(-1)
          const page: Row[] = await views.record({ scope: "p1", ...(before && { before }), limit })
          if (page.length === 0) break
          expect(page.length).toBeLessThanOrEqual(limit)
          paged.push(...page)
        }
        expect(paged).toStrictEqual(whole)
      }
    })

    test("a record can be bounded by instants, both included", async () => {
      await using views = await holding([1, 2, 3, 4].map((version) => row(A, version)))
      const versions = async (bounds: { since?: string; until?: string; before?: Row }) =>
        (await views.record({ scope: "p1", limit: 10, ...bounds })).map(({ version }) => version)
      expect(await versions({ since: at(2), until: at(3) })).toEqual([3, 2])
      expect(await versions({ until: at(3), before: row(A, 3) })).toEqual([2, 1])
      expect(await versions({ until: at(1), before: row(A, 3) })).toEqual([1])
      expect(await versions({ since: at(3) })).toEqual([4, 3])
    })

    test("what is due is each stream's newest row with a deadline by then, the soonest first", async () => {
      const due = (stream: StreamName, version: number, second?: number) =>
        row(stream, version, second === undefined ? {} : { deadline: at(second) })
      const others = Array.from({ length: 20 }, (_, index) => due(`loan:p2.${index}`, 1, 40 + (index % 4)))
      await using views = await holding([due(A, 1, 30), due(A, 3), due(A, 2, 10), due(B, 1, 30), ...others])
      expect(await views.due("time", at(29), 100)).toEqual([])
      expect(await views.due("time", at(30), 100)).toStrictEqual([due(B, 1, 30)])
      await views.put([due(A, 4, 41), due("notice:p1.a", 1, 41)])
      const all = await views.due("time", at(99), 100)
      expect(all).toHaveLength(23)
      expect(all).toStrictEqual(all.toSorted((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1)))
      for (const limit of [1, 7, 23]) expect(await views.due("time", at(99), limit)).toStrictEqual(all.slice(0, limit))
      await views.put([due(B, 2, 50), due(A, 5)])
      expect((await views.due("time", at(99), 1))[0]?.stream).toBe("loan:p2.0")
      expect((await views.due("time", at(99), 100)).map(({ stream }) => stream)).not.toContain(A)
    })

    test("a queue is crowded out by no other, and a stream leaves its queue for another", async () => {
      const waiting = Array.from({ length: 30 }, (_, index) =>
        row(`notice:p1.${index}`, 1, { kind: "notice", deadline: at(1), queue: "notice" }),
      )
      await using views = await holding([...waiting, row(A, 1, { deadline: at(9) })])
      expect(await views.due("time", at(9), 5)).toStrictEqual([row(A, 1, { deadline: at(9) })])
      expect(await views.due("notice", at(9), 100)).toHaveLength(30)
      const claimed = row("notice:p1.7", 2, { kind: "notice", deadline: at(5), queue: "time" })
      await views.put([claimed])
      expect(await views.due("time", at(9), 5)).toStrictEqual([claimed, row(A, 1, { deadline: at(9) })])
      expect((await views.due("notice", at(9), 100)).map(({ stream }) => stream)).not.toContain("notice:p1.7")
    })

    test("a scan has every row of the current generation once, and finds none where another belongs", async () => {
      const rows = Array.from({ length: 60 }, (_, index) =>
        row(`loan:p1.${index % 6}`, 1 + Math.floor(index / 6), index % 4 ? {} : { deadline: at(index) }),
      )
      await using views = await holding(rows)
      const rebuild = await views.rebuild()
      await rebuild.fill([row("loan:p1.next", 1)])
      const told: unknown[] = []
      const found = await Array.fromAsync(views.scan((error) => told.push(error)))
      expect(found.toSorted(newestFirst)).toStrictEqual(rows.toSorted(newestFirst))
      expect(told).toEqual([])
    })

    test("an older row that comes late changes neither the list nor what is due", async () => {
      const newest = row(A, 3, { deadline: at(30) })
      await using views = await holding([newest])
      for (const late of [row(A, 2, { deadline: at(20) }), row(A, 1)]) {
        await views.put([late])
        expect(await views.list({ kind: "loan", scope: "p1" })).toStrictEqual([newest])
        expect(await views.due("time", at(99), 9)).toStrictEqual([newest])
      }
    })

    test("what is due follows the current generation", async () => {
      await using views = await holding([row(A, 1, { deadline: at(5) }), row(B, 1, { deadline: at(6) })])
      const rebuild = await views.rebuild()
      await rebuild.fill([row(A, 2), row(A, 1, { deadline: at(5) }), row("loan:p1.c", 1, { deadline: at(4) })])
      expect((await views.due("time", at(9), 9)).map(({ stream }) => stream)).toEqual([A, B])
      await rebuild.swap()
      expect((await views.due("time", at(9), 9)).map(({ stream }) => stream)).toEqual(["loan:p1.c"])
    })

    test("a rebuild under writes misses nothing, doubles nothing, and drops what is no longer derived", async () => {
      const history = Array.from({ length: 400 }, (_, index) =>
        row(`loan:p1.${index % 20}`, 1 + Math.floor(index / 20)),
      )
      await using views = await holding([...history.slice(0, 200), row("loan:p1.ghost", 1)])
      const rebuild = await views.rebuild()
      const writes = (async () => {
        for (const each of history.slice(200)) await views.put([each])
      })()
      for (let start = 0; start < 300; start += 50) await rebuild.fill(history.slice(start, start + 50))
      expect(await views.get("loan:p1.ghost")).toBeDefined()
      await writes
      await rebuild.swap()
      await using plain = await holding(history)
      expect(await everything(views)).toStrictEqual(await everything(plain))
      await views.put([row("loan:p1.new", 1)])
      expect(await views.get("loan:p1.new")).toBeDefined()
    })

    test("what is filled in shows after the swap, not before, and not after abandoning", async () => {
      await using views = await holding([row(A, 1)])
      const abandoned = await views.rebuild()
      await abandoned.fill([row(A, 2)])
      await abandoned.abandon()
      expect(await views.get(A)).toStrictEqual(row(A, 1))
      const rebuild = await views.rebuild()
      await rebuild.fill([row(B, 1)])
      await views.put([row(A, 1), row(A, 2)])
      expect(await views.get(B)).toBeUndefined()
      expect(await views.list({ kind: "loan" })).toStrictEqual([row(A, 2)])
      await rebuild.swap()
      expect(await views.list({ kind: "loan" })).toStrictEqual([row(A, 2), row(B, 1)])
    })

    test("a newer rebuild ends the one before; the old one can still be abandoned", async () => {
      await using views = await holding([row(A, 1)])
      const old = await views.rebuild()
      const newer = await views.rebuild()
      await expect(old.fill([row(B, 9)])).rejects.toMatchObject({ code: "unavailable" })
      await expect(old.swap()).rejects.toMatchObject({ code: "unavailable" })
      await old.abandon()
      await newer.fill([row(A, 2)])
      await newer.swap()
      await expect(newer.swap()).rejects.toMatchObject({ code: "unavailable" })
      expect(await everything(views)).toStrictEqual([row(A, 2)])
    })
  })
}

function everything(views: Views): Promise<Row[]> {
  return views.record({ scope: "p1", limit: 10_000 })
}

function positionOf({ deadline, stream }: Row): string {
  return `${deadline} ${stream}`
}

function newestFirst(a: Row, b: Row): number {
  const [x, y] = [a, b].map(({ recorded, stream, version }) => `${recorded} ${stream} ${String(version).padStart(6)}`)
  return String(y) < String(x) ? -1 : 1
}

/** The same order for the same seed. */
function shuffle<T>(items: T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, place: Math.sin(seed * 1000 + index) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
