import { describe, expect, test } from "vitest"
import { COMMIT_BYTES, EVENT_BYTES } from "../commitJson.ts"
import type { Commit, Events } from "../ports.ts"
import { collect, commit } from "./samples.ts"

const S = "loan:p1.a"

/** What every adapter of the events port keeps. `open` gives an empty store; `rounds` is how long eight writers race. */
export function eventsContract(name: string, open: () => Events | Promise<Events>, { rounds = 1000 } = {}) {
  async function filled(count: number) {
    const events = await open()
    for (let version = 1; version <= count; version++) await events.append(commit(S, version))
    return events
  }

  describe(`${name}: events`, () => {
    test("an unknown stream has no head and no commits", async () => {
      await using events = await open()
      expect(await events.head(S)).toBeUndefined()
      expect(await collect(events.read(S))).toEqual([])
      expect(await collect(events.scan())).toEqual([])
    })

    test("what is appended is the head at once, and comes back exactly", async () => {
      await using events = await open()
      for (let version = 1; version <= 3; version++) {
        const written = commit(S, version, { causation: "member:p1@7", received: "2026-11-24T00:00:00.000Z" })
        expect(await events.append(written)).toBe("written")
        expect(await events.head(S)).toStrictEqual(written)
      }
    })

    test("a stream is read in both directions, from and to a version, both included", async () => {
      await using events = await filled(5)
      const versions = async (range: Parameters<Events["read"]>[1]) =>
        (await collect(events.read(S, range))).map(({ version }) => version)
      expect(await versions({})).toEqual([1, 2, 3, 4, 5])
      expect(await versions({ backwards: true })).toEqual([5, 4, 3, 2, 1])
      expect(await versions({ from: 2, to: 4 })).toEqual([2, 3, 4])
      expect(await versions({ from: 2, to: 4, backwards: true })).toEqual([4, 3, 2])
      expect(await versions({ from: 4 })).toEqual([4, 5])
      expect(await versions({ to: 2, backwards: true })).toEqual([2, 1])
      expect(await versions({ from: 4, to: 2 })).toEqual([])
      expect(await versions({ from: 6 })).toEqual([])
    })

    test("a read that stops early leaves nothing behind", async () => {
      await using events = await filled(5)
      for await (const { version } of events.read(S)) if (version === 2) break
      expect(await events.append(commit(S, 6))).toBe("written")
    })

    test("long streams and many streams come back whole, in order", async () => {
      await using events = await open()
      const long = Array.from({ length: 1203 }, (_, index) => commit(S, index + 1))
      const others = Array.from({ length: 100 }, (_, index) => commit(`loan:p1.${index}`, 1))
      const inTurn = async (commits: Commit[]) => {
        for (const each of commits) expect(await events.append(each)).toBe("written")
      }
      await Promise.all([inTurn(long), ...others.map((other) => inTurn([other]))])
      expect(await collect(events.read(S))).toStrictEqual(long)
      expect(await collect(events.read(S, { backwards: true }))).toStrictEqual(long.toReversed())
      expect((await collect(events.scan())).filter(({ stream }) => stream === S)).toStrictEqual(long)
      expect(await collect(events.read("loan:p1.7"))).toStrictEqual([commit("loan:p1.7", 1)])
    })

    test("the segments of a scan have every stream once, whole and in order", async () => {
      await using events = await open()
      for (let version = 1; version <= 3; version++) {
        for (let item = 0; item < 40; item++) await events.append(commit(`loan:p1.${item}`, version))
      }
      const segments = await Promise.all([0, 1, 2].map((segment) => collect(events.scan({ segment, segments: 3 }))))
      expect(Math.min(...segments.map((commits) => commits.length))).toBeGreaterThan(0)
      expect(segments.flat()).toHaveLength(120)
      for (let item = 0; item < 40; item++) {
        const found = segments.map((commits) => commits.filter(({ stream }) => stream === `loan:p1.${item}`))
        expect(
          found.filter(({ length }) => length > 0).map((commits) => commits.map(({ version }) => version)),
        ).toEqual([[1, 2, 3]])
      }
    })

    test("a taken version is a conflict, and changes nothing", async () => {
      await using events = await filled(2)
      const late = commit(S, 2, { correlation: "late" })
      expect(await events.append(late)).toBe("conflict")
      expect(await events.append(commit(S, 1))).toBe("conflict")
      expect(await collect(events.read(S))).toStrictEqual([commit(S, 1), commit(S, 2)])
    })

    test("a version that would leave a gap is refused", async () => {
      await using events = await filled(2)
      for (const version of [4, 0, -1, 2.5]) {
        await expect(events.append(commit(S, version))).rejects.toMatchObject({ code: "gap" })
      }
      await expect(events.append(commit("loan:p1.new", 2))).rejects.toMatchObject({ code: "gap" })
      expect(await events.append(commit(S, 3))).toBe("written")
      expect(await events.head("loan:p1.new")).toBeUndefined()
    })

    test("appends made together are each answered for themselves", async () => {
      await using events = await filled(1)
      const large = commit(S, 2, { events: [{ type: "Noted", text: "x".repeat(EVENT_BYTES) }] })
      const answers = await Promise.allSettled(
        [commit(S, 1), commit(S, 2), commit(S, 9), large, commit("loan:p1.b", 1), commit(S, 2)].map(events.append),
      )
      const [taken, one, gap, tooLarge, other, another] = answers.map((answer) =>
        answer.status === "fulfilled" ? answer.value : answer.reason.code,
      )
      expect([taken, gap, tooLarge, other]).toEqual(["conflict", "gap", "too-large", "written"])
      expect([one, another].sort()).toEqual(["conflict", "written"])
    })

    test(`eight writers race for ${rounds} versions, and each has one winner`, async () => {
      await using events = await open()
      const winners: string[] = []
      async function write(writer: string) {
        for (;;) {
          const version = ((await events.head(S))?.version ?? 0) + 1
          if (version > rounds) return
          const answer = await events.append(commit(S, version, { correlation: writer }))
          if (answer === "conflict") continue
          expect(winners[version]).toBeUndefined()
          winners[version] = writer
        }
      }
      await Promise.all(Array.from({ length: 8 }, (_, index) => write(`writer ${index}`)))
      const commits = await collect(events.read(S))
      expect(commits.map(({ version }) => version)).toEqual(Array.from({ length: rounds }, (_, index) => index + 1))
      expect(commits.map(({ correlation }) => correlation)).toEqual(winners.slice(1))
    })

    test("any text comes back as it was", async () => {
      await using events = await open()
      const stream = "loan:p1.Čj-é-字-😀"
      const text = "e\u0301 é \u0000 \u2028 \uFEFF 字 👩‍👩‍👧 \"'\\ \r\n $x %s"
      const written = commit(stream, 1, { events: [{ type: "Noted", text, [text]: [null, true, 1.5e-7, -1, ""] }] })
      await events.append(written)
      expect(await events.head(stream)).toStrictEqual(written)
      expect(await collect(events.scan())).toStrictEqual([written])
    })

    test("any state comes back as it was", async () => {
      await using events = await open()
      const states = [null, [], {}, "open", 0, { deep: [{ er: { "": [[]] } }] }]
      for (const [index, state] of states.entries()) await events.append(commit(S, index + 1, { state }))
      expect((await collect(events.read(S))).map(({ state }) => state)).toStrictEqual(states)
    })

    test("callers cannot change what is stored", async () => {
      await using events = await open()
      const written = commit(S, 1)
      await events.append(written)
      written.events.length = 0
      const head = await events.head(S)
      if (head) head.state = "changed"
      expect(await events.head(S)).toStrictEqual(commit(S, 1))
    })

    test.each(["x", "é", "字", "😀"])("an event of %s may fill its limit and no byte more", async (letter) => {
      await using events = await open()
      const small = { type: "Noted", text: "" }
      const event = (bytes: number) => ({ ...small, text: padding(letter, bytes - JSON.stringify(small).length) })
      expect(Buffer.byteLength(JSON.stringify(event(EVENT_BYTES)))).toBe(EVENT_BYTES)
      expect(await events.append(commit(S, 1, { events: [event(EVENT_BYTES - 1)] }))).toBe("written")
      expect(await events.append(commit(S, 2, { events: [small, event(EVENT_BYTES)] }))).toBe("written")
      const over = commit(S, 3, { events: [small, event(EVENT_BYTES + 1)] })
      await expect(events.append(over)).rejects.toMatchObject({ code: "too-large" })
      expect((await events.head(S))?.version).toBe(2)
    })

    test.each(["x", "字"])("a commit of %s may fill its limit and no byte more", async (letter) => {
      await using events = await open()
      const sized = (version: number, bytes: number) => {
        const empty = Buffer.byteLength(JSON.stringify(commit(S, version, { state: "" })))
        return commit(S, version, { state: padding(letter, bytes - empty) })
      }
      expect(Buffer.byteLength(JSON.stringify(sized(1, COMMIT_BYTES)))).toBe(COMMIT_BYTES)
      expect(await events.append(sized(1, COMMIT_BYTES - 1))).toBe("written")
      expect(await events.append(sized(2, COMMIT_BYTES))).toBe("written")
      await expect(events.append(sized(3, COMMIT_BYTES + 1))).rejects.toMatchObject({ code: "too-large" })
      expect(await events.head(S)).toStrictEqual(sized(2, COMMIT_BYTES))
    })

    test("a sound store says it takes writes", async () => {
      await using events = await open()
      expect(await events.health()).toEqual({ writable: true })
    })
  })
}

function padding(letter: string, bytes: number): string {
  const size = Buffer.byteLength(letter)
  return letter.repeat(Math.floor(bytes / size)) + "x".repeat(bytes % size)
}
