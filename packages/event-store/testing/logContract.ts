import { setImmediate } from "node:timers/promises"
import { describe, expect, test } from "vitest"
import type { Events, Log } from "../ports.ts"
import { collect, commit, take } from "./samples.ts"

interface Followed extends AsyncDisposable {
  events: Events
  log: Log
}

/** What every adapter of the log port keeps. `open` gives an empty store. */
export function logContract(name: string, open: () => Followed | Promise<Followed>) {
  async function filled(streams: number, versions: number) {
    const store = await open()
    for (let version = 1; version <= versions; version++) {
      await Promise.all(
        Array.from({ length: streams }, (_, item) => store.events.append(commit(`loan:p1.${item}`, version))),
      )
    }
    return store
  }

  describe(`${name}: log`, () => {
    test("every commit comes, each stream in order", async () => {
      await using store = await filled(30, 70)
      const seen = await take(store.log, "project", 2100)
      expect(seen).toHaveLength(2100)
      for (let item = 0; item < 30; item++) {
        const stream = `loan:p1.${item}` as const
        const expected = Array.from({ length: 70 }, (_, index) => commit(stream, index + 1))
        expect(seen.filter((each) => each.stream === stream)).toStrictEqual(expected)
      }
    })

    test("what is not acknowledged comes again, in the same loop and in the next", async () => {
      await using store = await filled(1, 3)
      const seen: number[] = []
      for await (const { commits } of store.log.follow("project", AbortSignal.timeout(60_000))) {
        seen.push(...commits.map(({ version }) => version))
        if (seen.length === 6) break
      }
      expect(seen).toEqual([1, 2, 3, 1, 2, 3])
      expect((await take(store.log, "project", 3)).map(({ version }) => version)).toEqual([1, 2, 3])
    })

    test("following goes on after the last acknowledgement", async () => {
      await using store = await filled(1, 3)
      await take(store.log, "project", 3)
      await store.events.append(commit("loan:p1.0", 4))
      expect((await take(store.log, "project", 1)).map(({ version }) => version)).toEqual([4])
    })

    test("an acknowledgement that comes late takes nothing back", async () => {
      await using store = await filled(1, 2)
      for await (const { acknowledge } of store.log.follow("project", AbortSignal.timeout(60_000))) {
        await store.events.append(commit("loan:p1.0", 3))
        await take(store.log, "project", 3)
        await acknowledge()
        break
      }
      await store.events.append(commit("loan:p1.0", 4))
      expect((await take(store.log, "project", 1)).map(({ version }) => version)).toEqual([4])
    })

    test("each consumer has its own place", async () => {
      await using store = await filled(2, 2)
      expect(await take(store.log, "project", 4)).toHaveLength(4)
      expect(await take(store.log, "react", 4)).toHaveLength(4)
      await store.events.append(commit("loan:p1.0", 3))
      expect(await take(store.log, "react", 1)).toStrictEqual([commit("loan:p1.0", 3)])
      expect(await take(store.log, "project", 1)).toStrictEqual([commit("loan:p1.0", 3)])
    })

    test("how far a consumer is shows in its progress, the end of the log beside it", async () => {
      await using store = await filled(1, 3)
      const none = await store.log.progress("project")
      expect(none.acknowledged).toBeLessThan(none.end)
      await take(store.log, "project", 3)
      const all = await store.log.progress("project")
      expect(all.acknowledged).toBe(all.end)
      await store.events.append(commit("loan:p1.0", 4))
      const { acknowledged, end } = await store.log.progress("project")
      expect([acknowledged, end]).toEqual([all.end, all.end + 1])
    })

    test("who waits is woken by an append, and by each later one", async () => {
      await using store = await open()
      const project = take(store.log, "project", 3)
      const react = take(store.log, "react", 3)
      for (let version = 1; version <= 3; version++) {
        await setImmediate()
        await store.events.append(commit("loan:p1.0", version))
      }
      expect((await project).map(({ version }) => version)).toEqual([1, 2, 3])
      expect((await react).map(({ version }) => version)).toEqual([1, 2, 3])
    })

    test("a conflict is not in the log", async () => {
      await using store = await filled(1, 1)
      await store.events.append(commit("loan:p1.0", 1))
      await store.events.append(commit("loan:p1.0", 2))
      expect((await take(store.log, "project", 2)).map(({ version }) => version)).toEqual([1, 2])
    })

    test("following ends when told to, waiting or not", async () => {
      await using store = await open()
      const stop = new AbortController()
      const following = collect(store.log.follow("project", stop.signal))
      await setImmediate()
      stop.abort()
      expect(await following).toEqual([])
      await store.events.append(commit("loan:p1.0", 1))
      expect(await collect(store.log.follow("project", stop.signal))).toEqual([])
    })
  })
}
