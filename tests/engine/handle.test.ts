import { handle, type Outcome, recordElapsed } from "@demarche/engine"
import { addCommandId } from "@demarche/engine/recentCommandIds"
import { EVENT_BYTES, type Events, type StoredText, sealText, type Texts } from "@demarche/event-store"
import { describe, expect, test } from "vitest"
import { BOOK, collect, fixture, loan, march, stores, typesOf } from "./fixture.ts"

const mine = { id: "mine" }
const racing = { memory: 1000, SQLite: 100 }
const answer = ({ version, view, events, hash }: Outcome) => ({ version, view, events, hash })
const refusal = (code: string, more: Record<string, unknown> = {}) => ({ code, refusal: { code, ...more } })
const rejected = (...failing: string[]) => refusal("rejected", { failing })

describe.each(stores)("on %s", (name, open) => {
  describe("a command", () => {
    test("begins a stream, and the answer is what stands there", async () => {
      await using store = open()
      const { world, take } = fixture(store)
      const outcome = await take(
        "lend",
        { to: "Ada" },
        { ...mine, reason: "she asked", mandate: "rule 4", causation: "x@1" },
      )
      expect(outcome).toMatchObject({
        version: 1,
        view: { state: "out", substate: undefined, context: { stamps: 0, notes: [] } },
        events: [{ type: "Lent", to: "Ada" }],
        repeated: false,
      })
      const head = await world.events.head(BOOK)
      expect(outcome.commits).toEqual([head])
      expect(outcome.hash).toBe(head?.hash)
      expect(head).toMatchObject({
        stream: BOOK,
        version: 1,
        happened: march(1),
        recorded: march(1),
        correlation: "c",
        causation: "x@1",
        workflow: { name: "loan", version: 1, definition: loan.definition },
        prev: null,
        origin: {
          value: {
            command: "lend",
            id: "mine",
            by: { person: "lea", office: "librarian" },
            facts: { mandated: true },
            reason: "she asked",
            mandate: "rule 4",
          },
        },
        state: { value: "out", context: { stamps: 0, notes: [] } },
      })
    })
    test("leaves in the record what its event's schema knows, and no more", async () => {
      await using store = open()
      const { take, world } = fixture(store, {
        ...loan,
        decide: () => [{ type: "Lent", to: "Ada", gossip: "late again" } as never],
      })
      expect((await take("lend", { to: "Ada" })).events).toEqual([{ type: "Lent", to: "Ada" }])
      expect((await world.events.head(BOOK))?.events.map(({ value }) => value)).toEqual([{ type: "Lent", to: "Ada" }])
    })
    test("that comes to several events makes one commit of them", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      await take("tearAndNote", { text: "page 3" })
      expect(await told()).toEqual(["1 Lent", "2 Torn Noted"])
    })
    test("with nothing to do writes nothing", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      const first = await take("mark", { colour: "red" })
      const outcome = await take("mark", { colour: "red" }, mine)
      expect(outcome).toMatchObject({ version: 2, events: [], commits: [], hash: first.hash, repeated: false })
      expect(await told()).toEqual(["1 Lent", "2 Marked"])
    })
    test("names what it is refused for, and then nothing is written", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada", until: march(20) })
      await expect(take("renew", { until: march(10) })).rejects.toMatchObject(rejected("NOT_LATER"))
      await expect(take("renew", { until: march(10) }, {}, { mandated: false })).rejects.toMatchObject(
        rejected("LIBRARIAN", "NOT_LATER"),
      )
      await expect(take("lend", { to: "Bob" })).rejects.toMatchObject(rejected("NOT_NOW"))
      expect(await told()).toEqual(["1 Lent"])
    })
    test("of no such name, of no such instance, or not as its schema says", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await expect(take("burn")).rejects.toMatchObject({ code: "unknown" })
      await expect(take("constructor")).rejects.toMatchObject({ code: "unknown" })
      await expect(take("stamp")).rejects.toMatchObject({ code: "unknown" })
      await expect(take("lend", { to: 4, colour: "red" })).rejects.toMatchObject(
        refusal("invalid", { errors: [expect.objectContaining({ path: "to" }), expect.anything()] }),
      )
      expect(await told()).toEqual([])
    })
    test("with nothing to do is still unknown where there is no such instance", async () => {
      await using store = open()
      const { take } = fixture(store, { ...loan, decide: () => [] })
      await expect(take("stamp")).rejects.toMatchObject({ code: "unknown" })
    })
    test("with nothing to do is refused to who may not take it", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      await take("mark", { colour: "red" })
      await expect(take("mark", { colour: "red" }, {}, { mandated: false })).rejects.toMatchObject(
        rejected("LIBRARIAN"),
      )
    })
    test("too large for an event is refused before anything is written", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      const room = EVENT_BYTES - JSON.stringify({ type: "Lent", to: "" }).length
      await expect(take("lend", { to: "字".repeat(Math.ceil(room / 3)) })).rejects.toMatchObject({ code: "too-large" })
      await expect(take("lend", { to: "x".repeat(room + 1) })).rejects.toMatchObject({ code: "too-large" })
      expect(await told()).toEqual([])
      await take("lend", { to: "x".repeat(room) })
      expect(await told()).toEqual(["1 Lent"])
    })
  })

  describe("a command id", () => {
    test("makes one effect, and the answer is the first one, however often it comes", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      const first = await take("lend", { to: "Ada", until: march(20) }, mine)
      await take("renew", { until: march(25) })
      for (let times = 0; times < 3; times++) {
        const again = await take("lend", { to: "Ada", until: march(20) }, mine)
        expect(answer(again)).toEqual(answer(first))
        expect(again).toMatchObject({ repeated: true, commits: [] })
      }
      expect(await told()).toEqual(["1 Lent", "2 Renewed"])
    })
    test("is known after 63 later commits, and not after 64", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      const first = await take("stamp", {}, mine)
      for (let later = 1; later <= 63; later++) await take("stamp", {}, later % 2 ? { id: `other ${later}` } : {})
      expect(answer(await take("stamp", {}, mine))).toEqual(answer(first))
      await take("stamp")
      expect(await take("stamp", {}, mine)).toMatchObject({ version: 67, repeated: false })
    })
    test("with If-Match it is exact for ever", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      const request = { ...mine, ifMatch: 1 }
      const first = await take("stamp", {}, request)
      expect(answer(await take("stamp", {}, request))).toEqual(answer(first))
      for (let later = 1; later <= 64; later++) await take("stamp")
      await expect(take("stamp", {}, request)).rejects.toMatchObject(refusal("stale", { version: 66, seen: 1 }))
    })
    test.each([
      ["another command", "note", { text: "hello" }, {}],
      ["another field", "mark", { colour: "blue" }, {}],
      ["another person", "mark", { colour: "red" }, { by: { person: "max", office: "librarian" } }],
      ["another office", "mark", { colour: "red" }, { by: { person: "lea", office: "reader" } }],
      ["another party", "mark", { colour: "red" }, { by: { person: "lea", office: "librarian", onBehalfOf: "at" } }],
      ["another day", "mark", { colour: "red" }, { occurredAt: march(1, 8) }],
      ["another reception", "mark", { colour: "red" }, { receivedAt: march(1, 8) }],
      ["another reason", "mark", { colour: "red" }, { reason: "a whim" }],
      ["another mandate", "mark", { colour: "red" }, { mandate: "rule 9" }],
    ])("with %s is refused", async (_, type, fields, more) => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" }, { occurredAt: march(1, 7) })
      await take("mark", { colour: "red" }, mine)
      await expect(take(type, fields, { ...mine, ...more })).rejects.toMatchObject(
        refusal("key-reused", { version: 2 }),
      )
      expect(await told()).toEqual(["1 Lent", "2 Marked"])
    })
    test("is the one that it was, once its definition records a field of which it says nothing", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" }, { ...mine, mandate: "rule 4" })
      const sealing = { ...loan, metadata: { ...loan.metadata, added: ["seal"] } }
      const again = fixture(store, sealing)
      expect(await again.take("lend", { to: "Ada" }, { ...mine, mandate: "rule 4" })).toMatchObject({ repeated: true })
      const sealed = { ...mine, mandate: "rule 4", seal: "red" }
      await expect(again.take("lend", { to: "Ada" }, sealed)).rejects.toMatchObject(
        refusal("key-reused", { version: 1 }),
      )
    })
    test("belongs to its stream", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" }, mine)
      expect(await take("lend", { to: "Bob" }, { ...mine, stream: "loan:library.b2" })).toMatchObject({
        repeated: false,
      })
    })
    test("whose hash another one shares by chance is not taken for it", async () => {
      await using store = open()
      const plain = fixture(store)
      await plain.take("lend", { to: "Ada" }, { id: "theirs" })
      const body = JSON.stringify(["any"])
      const events: Events = {
        ...store.events,
        async head(stream) {
          const head = await store.events.head(stream)
          return head && { ...head, ring: addCommandId("", { id: "mine", body }) }
        },
      }
      const { take } = fixture({ texts: store.texts, events })
      expect(await take("stamp", {}, mine)).toMatchObject({ version: 2, repeated: false })
    })
    test("of a command that was refused may be used again", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      await expect(take("renew", { until: "" }, mine)).rejects.toMatchObject(rejected("NOT_LATER"))
      expect(await take("stamp", {}, mine)).toMatchObject({ version: 2, repeated: false })
    })
  })

  describe("an answer that is lost", () => {
    // Lent until noon, and now it is one: the command writes the falling due first, and then its own commit.
    const steps = ["head", "append 1", "append 2", "read"]
    const losses = steps.flatMap((step) => ["before", "after"].map((when) => [when, step] as const))

    test.each(losses)("%s %s is asked for again: one effect, the answer it would have been", async (when, step) => {
      await using store = open()
      await using other = open()
      const [undisturbed, disturbed] = [
        fixture(other),
        fixture({ texts: store.texts, events: losing(store.events, when, step) }),
      ]
      const answers = []
      for (const port of [other, store]) await fixture(port).take("lend", { to: "Ada", until: march(1, 12) })
      for (const { take, at } of [undisturbed, disturbed]) {
        at(march(1, 13))
        const outcome = await insisting(() => take("stamp", {}, mine))
        answers.push({ ...answer(outcome), hash: undefined })
        await insisting(() => take("stamp", {}, { id: "another" }))
        const again = await insisting(() => take("stamp", {}, mine))
        expect(answer(again)).toEqual(answer(outcome))
      }
      expect(answers[1]).toEqual(answers[0])
      expect(await fixture(store).told()).toEqual(["1 Lent", "2 FellDue", "3 Stamped", "4 Stamped"])
      expect(await store.events.head(BOOK)).toMatchObject({ state: { context: { stamps: 2 } } })
    })
  })

  describe("If-Match", () => {
    test("is the version the caller saw", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" }, { ifMatch: 0 })
      expect(await take("stamp", {}, { ifMatch: 1 })).toMatchObject({ version: 2 })
      for (const ifMatch of [0, 1, 3])
        await expect(take("stamp", {}, { ifMatch })).rejects.toMatchObject(
          refusal("stale", { version: 2, seen: ifMatch }),
        )
      expect(await told()).toEqual(["1 Lent", "2 Stamped"])
    })
    test("counts what time has decided, recorded or not", async () => {
      await using store = open()
      const { take, at, told } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 12) })
      at(march(2, 13))
      await expect(take("stamp", {}, { ifMatch: 1 })).rejects.toMatchObject(refusal("stale", { version: 2, seen: 1 }))
      expect(await take("stamp", {}, { ifMatch: 2 })).toMatchObject({ version: 3 })
      expect(await told()).toEqual(["1 Lent", "2 FellDue", "3 Stamped"])
    })
  })

  describe("a dry run", () => {
    test("says what would happen, and writes nothing", async () => {
      await using store = open()
      const { take, at, told, world } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 12) })
      at(march(2, 13))
      const dry = await take("note", { text: "hello" }, { ...mine, dryRun: true })
      expect(dry).toMatchObject({ version: 3, view: { state: "due" }, events: [{ type: "Noted" }], repeated: false })
      expect(dry.commits.map(typesOf)).toEqual([["FellDue"], ["Noted"]])
      expect(dry.commits.map(({ version }) => version)).toEqual([2, 3])
      expect(await told()).toEqual(["1 Lent"])
      expect(await world.texts.get((dry.events[0] as { text?: string }).text!)).toBeUndefined()
    })
    test("counts on from all that time has decided", async () => {
      await using store = open()
      const { take, at } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 18), lost: march(4, 18) })
      at(march(9))
      const dry = await take("note", { text: "gone" }, { dryRun: true })
      expect(dry.commits.map((commit) => [commit.version, ...typesOf(commit)])).toEqual([
        [2, "FellDue"],
        [3, "GivenUp"],
        [4, "Noted"],
      ])
    })
    test("is no use of its id, and what it says comes true", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      const dry = await take("stamp", {}, { ...mine, dryRun: true })
      const real = await take("stamp", {}, mine)
      expect({ ...answer(real), hash: undefined }).toEqual({ ...answer(dry), hash: undefined })
      expect(real.repeated).toBe(false)
    })
    test("is refused for what the command would be", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      await expect(take("renew", { until: "" }, { dryRun: true })).rejects.toMatchObject(rejected("NOT_LATER"))
      await expect(take("stamp", {}, { dryRun: true, ifMatch: 7 })).rejects.toMatchObject({ code: "stale" })
    })
  })

  describe("texts", () => {
    test("leave the command and are kept under their hash", async () => {
      await using store = open()
      const { take, world } = fixture(store)
      await take("lend", { to: "Ada" })
      const { events } = await take("note", { text: "personal", aside: "very" })
      const [noted] = events as unknown as [{ text: string; aside: string }]
      expect([noted.text, noted.aside]).toEqual([
        expect.stringMatching(/^[\w-]{43}$/),
        expect.stringMatching(/^[\w-]{43}$/),
      ])
      expect(await world.texts.get(noted.text)).toMatchObject({
        body: "personal",
        scope: "library",
        media: "text/markdown",
      })
      expect(await world.texts.get(noted.aside)).toMatchObject({ body: "very" })
      expect(JSON.stringify(await world.events.head(BOOK))).not.toContain("personal")
    })
    test("of a repeat are not kept a second time", async () => {
      await using store = open()
      const counting = counted(store.texts)
      const { take } = fixture({ events: store.events, texts: counting.texts })
      await take("lend", { to: "Ada" })
      const first = await take("note", { text: "personal" }, mine)
      expect(answer(await take("note", { text: "personal" }, mine))).toEqual(answer(first))
      expect(counting.puts).toHaveLength(1)
    })
    test("uploaded before are named by their hash", async () => {
      await using store = open()
      const { take, world } = fixture(store)
      await take("lend", { to: "Ada" })
      const here = sealText({ scope: "library", media: "text/markdown", body: "long" }, world.salt)
      const elsewhere = sealText({ scope: "archive", media: "text/markdown", body: "long" }, world.salt)
      for (const text of [here, elsewhere]) await world.texts.put(text)
      expect((await take("note", { text: here.hash })).events).toEqual([{ type: "Noted", text: here.hash }])
      const unknown = refusal("invalid", { errors: [{ path: "text", message: expect.any(String) }] })
      for (const text of [elsewhere.hash, "x".repeat(43)])
        await expect(take("note", { text })).rejects.toMatchObject(unknown)
      await world.texts.erase(here.hash)
      await expect(take("note", { text: here.hash })).rejects.toMatchObject(unknown)
    })
    test("of a command that is refused are not kept", async () => {
      await using store = open()
      const counting = counted(store.texts)
      const { take } = fixture({ events: store.events, texts: counting.texts })
      await expect(take("note", { text: "personal" })).rejects.toMatchObject({ code: "unknown" })
      await take("lend", { to: "Ada" })
      for (const [more, facts] of [
        [{}, { mandated: false }],
        [{ ifMatch: 9 }, {}],
        [{ occurredAt: march(1, 8) }, {}],
        [{ occurredAt: march(3) }, {}],
        [{ dryRun: true }, {}],
      ] as const)
        await take("note", { text: "personal" }, more, facts).catch(() => {})
      expect(counting.puts).toEqual([])
    })
    test("stand before the commit that names them", async () => {
      await using store = open()
      const { take } = fixture({
        texts: store.texts,
        events: {
          ...store.events,
          async append(commit) {
            for (const { value } of commit.events)
              if ("text" in value)
                expect(await store.texts.get(value.text as string)).toMatchObject({ body: "personal" })
            return store.events.append(commit)
          },
        },
      })
      await take("lend", { to: "Ada" })
      await take("note", { text: "personal" })
    })
    test("are kept once where other writers win in between, and not at all where it is refused then", async () => {
      await using store = open()
      const counting = counted(store.texts)
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      const beaten = fixture({
        texts: counting.texts,
        events: beatenBy(store.events, [() => take("stamp"), () => take("giveBack")]),
      })
      await expect(beaten.take("note", { text: "personal" })).rejects.toMatchObject(rejected("NOT_NOW"))
      for (const { hash } of counting.puts) expect(await store.texts.get(hash)).toBe("erased")
      expect(counting.puts.length).toBeLessThanOrEqual(1)
    })
    test("given by hash and erased since do not change what a repeat is answered", async () => {
      await using store = open()
      const { take, world } = fixture(store)
      await take("lend", { to: "Ada" })
      const uploaded = sealText({ scope: "library", media: "text/markdown", body: "long" }, world.salt)
      await world.texts.put(uploaded)
      const first = await take("note", { text: uploaded.hash }, mine)
      await world.texts.erase(uploaded.hash)
      expect(answer(await take("note", { text: uploaded.hash }, mine))).toEqual(answer(first))
    })
    test("of one command sent eight times at once are kept once", async () => {
      await using store = open()
      const counting = counted(store.texts)
      const { take } = fixture({ events: store.events, texts: counting.texts })
      await take("lend", { to: "Ada" })
      await Promise.all(Array.from({ length: 8 }, () => take("note", { text: "personal" }, mine)))
      const kept = await Promise.all(counting.puts.map(({ hash }) => store.texts.get(hash)))
      expect(kept.filter((text) => typeof text === "object")).toHaveLength(1)
    })
    test("stay where the writer who won in between was this one, whose answer was lost", async () => {
      await using store = open()
      const forgetful: Events = {
        ...store.events,
        async append(commit) {
          await store.events.append(commit)
          return "conflict"
        },
      }
      await fixture(store).take("lend", { to: "Ada" })
      const { events } = await fixture({ texts: store.texts, events: forgetful }).take(
        "note",
        { text: "personal" },
        mine,
      )
      const [noted] = events as unknown as [{ text: string }]
      expect(await store.texts.get(noted.text)).toMatchObject({ body: "personal" })
    })
    test("that are no Unicode are refused, and nothing is written", async () => {
      await using store = open()
      const counting = counted(store.texts)
      const { take, told } = fixture({ events: store.events, texts: counting.texts })
      await take("lend", { to: "Ada" })
      await expect(take("note", { text: "fine", aside: "half a pair: \ud83d" })).rejects.toThrow()
      await expect(take("mark", { colour: "\udc00" })).rejects.toThrow()
      await expect(take("stamp", {}, { reason: "\udc00" })).rejects.toThrow()
      await expect(take("stamp", {}, { id: "\udc00" })).rejects.toThrow()
      expect(await told()).toEqual(["1 Lent"])
      expect(counting.puts).toEqual([])
    })
    test("or fields that are no Unicode are named", async () => {
      await using store = open()
      const { take } = fixture(store)
      await take("lend", { to: "Ada" })
      const invalid = { code: "invalid" }
      await expect(take("mark", { colour: "\udc00" })).rejects.toMatchObject(invalid)
      await expect(take("note", { text: "\ud83d" })).rejects.toMatchObject(invalid)
      for (const more of [{ reason: "\udc00" }, { mandate: "\udc00" }, { id: "\udc00" }])
        await expect(take("stamp", {}, more)).rejects.toMatchObject(
          refusal("invalid", { errors: [{ path: Object.keys(more)[0], message: expect.any(String) }] }),
        )
    })
  })

  describe("a workflow that goes wrong", () => {
    test.each([
      ["a guard that throws", "trip", "BROKEN threw: this guard cannot judge"],
      ["an assign that throws", "spill", "this assign cannot count"],
      ["a malformed event", "smudge", "smudge decided a malformed Noted"],
    ])("%s is a fault, and nothing is written", async (_, command, what) => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      const error = await take(command).catch((error) => error)
      expect(error).toMatchObject({ code: "fault", message: expect.stringContaining(what), cause: expect.any(Error) })
      expect(await told()).toEqual(["1 Lent"])
    })
    test("an event that the machine ignores here is an error, never silence", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      await expect(take("shelve")).rejects.toMatchObject(rejected("NOT_NOW"))
      await take("giveBack")
      await take("shelve")
      await expect(take("stamp")).rejects.toMatchObject(rejected("NOT_NOW"))
      expect(await told()).toEqual(["1 Lent", "2 GivenBack", "3 Shelved"])
    })
    test("of several events none is written where one may not happen", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      const twice = fixture(store, { ...loan, decide: () => [{ type: "GivenBack" }, { type: "Stamped" }] })
      await expect(twice.take("stamp")).rejects.toMatchObject(rejected("NOT_NOW"))
      expect(await told()).toEqual(["1 Lent"])
    })
  })

  describe("when it happened", () => {
    test("is now, unless the caller says", async () => {
      await using store = open()
      const { take, at, world } = fixture(store)
      await take("lend", { to: "Ada" })
      at(march(5))
      await take("stamp", {}, { occurredAt: march(3), receivedAt: march(4) })
      expect(await world.events.head(BOOK)).toMatchObject({
        happened: march(3),
        received: march(4),
        recorded: march(5),
      })
    })
    test("is not in the future", async () => {
      await using store = open()
      const { take } = fixture(store)
      await expect(take("lend", { to: "Ada" }, { occurredAt: march(1, 9, 1) })).rejects.toMatchObject(
        refusal("invalid", { errors: [{ path: "occurredAt", message: expect.stringContaining(march(1)) }] }),
      )
      await take("lend", { to: "Ada" }, { occurredAt: march(1) })
    })
    test("is not before what the stream already tells", async () => {
      await using store = open()
      const { take, at } = fixture(store)
      await take("lend", { to: "Ada", until: march(6) })
      at(march(5))
      await take("stamp", {}, { occurredAt: march(3) })
      await expect(take("stamp", {}, { occurredAt: march(2) })).rejects.toMatchObject(rejected("HAPPENED_TOO_EARLY"))
      await take("stamp", {}, { occurredAt: march(3) })
      at(march(7))
      await expect(take("stamp", {}, { occurredAt: march(5) })).rejects.toMatchObject(rejected("HAPPENED_TOO_EARLY"))
      await take("stamp", {}, { occurredAt: march(6) })
    })
    test("is what the facts are asked for", async () => {
      await using store = open()
      const { world, at } = fixture(store)
      at(march(5))
      const asked: string[] = []
      const request = {
        stream: BOOK,
        by: { person: "lea", office: "librarian" },
        correlation: "c",
        occurredAt: march(3),
      } as const
      await handle(world, loan, { ...request, command: { type: "lend", to: "Ada" } }, ({ state }, { type }, at) => {
        asked.push(`${type} ${state} ${at}`)
        return { mandated: true }
      })
      expect(asked).toEqual([`lend undefined ${march(3)}`])
    })
    test("the time of recording never goes back, even if the clock does", async () => {
      await using store = open()
      const { take, at, world } = fixture(store)
      at(march(5))
      await take("lend", { to: "Ada" }, { occurredAt: march(1) })
      at(march(4))
      await take("stamp", {}, { occurredAt: march(2) })
      at(march(6))
      await take("stamp")
      const recorded = (await collect(world.events.read(BOOK))).map((commit) => commit.recorded)
      expect(recorded).toEqual([march(5), march(5), march(6)])
    })
    test("a clock that goes back a little refuses nobody", async () => {
      await using store = open()
      const { take, at, world } = fixture(store)
      at(march(5))
      await take("lend", { to: "Ada" })
      at(march(4, 8, 59))
      await take("stamp")
      expect(await world.events.head(BOOK)).toMatchObject({ version: 2, happened: march(5), recorded: march(5) })
    })
    test("nothing is received in the future", async () => {
      await using store = open()
      const { take } = fixture(store)
      await expect(take("lend", { to: "Ada" }, { receivedAt: march(2) })).rejects.toMatchObject({ code: "invalid" })
    })
  })

  describe("a deadline that has passed", () => {
    test("is recorded first, as its own commit of the clock's, dated at its instant", async () => {
      await using store = open()
      const { take, at, world } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 18) })
      at(march(9))
      const { commits } = await take("stamp", {}, mine)
      expect(commits.map(typesOf)).toEqual([["FellDue"], ["Stamped"]])
      const [, due, stamped] = await collect(world.events.read(BOOK))
      expect(due).toMatchObject({
        happened: march(2, 18),
        recorded: march(9),
        origin: { value: { command: "time", by: { person: "clock", office: "clock" } } },
      })
      expect(due?.origin.value).not.toHaveProperty("id")
      expect(stamped).toMatchObject({ happened: march(9), prev: due?.hash })
    })
    test("is recorded with those that follow from it, each at its own instant, and all are counted", async () => {
      await using store = open()
      const { take, at, world, told } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 18), lost: march(4, 18) })
      at(march(9))
      await expect(take("note", { text: "gone" }, { ifMatch: 2 })).rejects.toMatchObject(
        refusal("stale", { version: 3 }),
      )
      await take("note", { text: "gone" }, { ...mine, ifMatch: 3 })
      expect(await told()).toEqual(["1 Lent", "2 FellDue", "3 GivenUp", "4 Noted"])
      const commits = await collect(world.events.read(BOOK))
      expect(commits.map(({ happened }) => happened)).toEqual([march(1), march(2, 18), march(4, 18), march(9)])
      expect(commits.map(({ version, prev }) => prev === (commits[version - 2]?.hash ?? null))).toEqual(
        Array(4).fill(true),
      )
    })
    test("takes no command id's place: one used before it is still known after", async () => {
      await using store = open()
      const { take, at, told } = fixture(store)
      const first = await take("lend", { to: "Ada", until: march(2, 18), lost: march(4, 18) }, { id: "first" })
      at(march(9))
      await take("note", { text: "gone" }, mine)
      expect(
        answer(await take("lend", { to: "Ada", until: march(2, 18), lost: march(4, 18) }, { id: "first" })),
      ).toEqual(answer(first))
      expect(await told()).toEqual(["1 Lent", "2 FellDue", "3 GivenUp", "4 Noted"])
    })
    test("is recorded even where the command then is refused", async () => {
      await using store = open()
      const { take, at, told } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 18) })
      at(march(2, 18))
      await expect(take("renew", { until: march(9) })).rejects.toMatchObject(rejected("NOT_NOW"))
      expect(await told()).toEqual(["1 Lent", "2 FellDue"])
    })
    test("is not yet one a millisecond before", async () => {
      await using store = open()
      const { take, at, told } = fixture(store)
      await take("lend", { to: "Ada", until: "2026-03-02T18:00:00.000Z" })
      at("2026-03-02T17:59:59.999Z")
      await take("renew", { until: march(9) })
      expect(await told()).toEqual(["1 Lent", "2 Renewed"])
    })
    test("is recorded by the clock's own round, once", async () => {
      await using store = open()
      const { take, at, world, told } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 18) })
      expect(await recordElapsed(world, loan, BOOK, "clock")).toEqual([])
      at(march(3))
      const [written, ...more] = await recordElapsed(world, loan, BOOK, "clock")
      expect(written).toMatchObject({ version: 2, happened: march(2, 18), correlation: "clock" })
      expect(more).toEqual([])
      expect(await recordElapsed(world, loan, BOOK, "clock")).toEqual([])
      expect(await recordElapsed(world, loan, "loan:library.none", "clock")).toEqual([])
      expect(await told()).toEqual(["1 Lent", "2 FellDue"])
    })
    test("has one outcome whoever comes first, clock or caller, eight at once", async () => {
      await using store = open()
      const { take, at, world, told } = fixture(store)
      await take("lend", { to: "Ada", until: march(2, 18) })
      at(march(3))
      const settled = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          index % 2 ? recordElapsed(world, loan, BOOK, "clock") : take("stamp").then(({ commits }) => commits),
        ),
      )
      expect(settled.flat().filter((commit) => typesOf(commit).includes("FellDue"))).toHaveLength(1)
      expect(await told()).toEqual(["1 Lent", "2 FellDue", ...[3, 4, 5, 6].map((version) => `${version} Stamped`)])
    })
  })

  describe("writers at once", () => {
    const rounds = racing[name]

    test(`eight race for ${rounds} versions: each has one winner, and no stamp is lost`, async () => {
      await using store = open()
      const { take, world } = fixture(store)
      await take("lend", { to: "Ada" })
      const won: number[] = []
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          while (won.length < rounds) {
            const outcome = await take("stamp").catch((error) => {
              if (error.code !== "conflict") throw error
            })
            if (outcome) won.push(outcome.version)
          }
        }),
      )
      const commits = await collect(world.events.read(BOOK))
      expect(won.toSorted((a, b) => a - b)).toEqual(Array.from({ length: won.length }, (_, index) => index + 2))
      expect(commits.map(({ version }) => version)).toEqual([1, ...won.toSorted((a, b) => a - b)])
      expect(commits.at(-1)?.state).toMatchObject({ context: { stamps: won.length } })
      expect(won.length).toBeGreaterThanOrEqual(rounds)
    })
    test("the one who loses decides again on what the others wrote", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      const beaten = fixture({ texts: store.texts, events: beatenBy(store.events, [() => take("giveBack")]) })
      await expect(beaten.take("stamp")).rejects.toMatchObject(rejected("NOT_NOW"))
      expect(await told()).toEqual(["1 Lent", "2 GivenBack"])
    })
    test("who loses every time is told so, with the version that stands", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      const always = Array.from({ length: 100 }, () => () => take("stamp"))
      const beaten = fixture({ texts: store.texts, events: beatenBy(store.events, always) })
      const error = await beaten.take("mark", { colour: "red" }).catch((error) => error)
      const standing = (await told()).length
      expect(error).toMatchObject(refusal("conflict", { version: standing }))
      expect(await told()).not.toContain(expect.stringContaining("Marked"))
      expect(standing).toBeGreaterThan(3)
    })
    test("one command id sent eight times at once has one effect", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => take("note", { text: "personal" }, mine)))
      expect(await told()).toEqual(["1 Lent", "2 Noted"])
      expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1)
      for (const outcome of outcomes) expect(answer(outcome)).toEqual(answer(outcomes[0]!))
    })
    test("with If-Match one of eight wins, and the others are told that they saw too little", async () => {
      await using store = open()
      const { take, told } = fixture(store)
      await take("lend", { to: "Ada" })
      const settled = await Promise.allSettled(Array.from({ length: 8 }, () => take("stamp", {}, { ifMatch: 1 })))
      const codes = settled.map((each) => (each.status === "fulfilled" ? "written" : each.reason.code))
      expect(codes.toSorted()).toEqual([...Array(7).fill("stale"), "written"])
      expect(await told()).toEqual(["1 Lent", "2 Stamped"])
    })
  })
})

/** The events port of a connection that breaks once, before or after the named step. */
function losing(events: Events, when: "before" | "after" | string, step: string): Events {
  const counts = new Map<string, number>()
  let broken = false
  async function through<T>(kind: string, call: () => Promise<T>): Promise<T> {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const here = !broken && (step === kind || step === `${kind} ${count}`)
    if (here && when === "before") {
      broken = true
      throw new Error("the connection broke")
    }
    const answered = await call()
    if (here) {
      broken = true
      throw new Error("the connection broke")
    }
    return answered
  }
  return {
    ...events,
    append: (commit) => through("append", () => events.append(commit)),
    head: (stream) => through("head", () => events.head(stream)),
    async *read(stream, range) {
      yield* await through("read", () => collect(events.read(stream, range)))
    },
  }
}

async function insisting<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = 3; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (left === 0 || (error as Error).message !== "the connection broke") throw error
    }
  }
}

/** The events port as it is where others write just before each append. */
function beatenBy(events: Events, others: (() => Promise<unknown>)[]): Events {
  const left = [...others]
  return {
    ...events,
    async append(commit) {
      await left.shift()?.()
      return events.append(commit)
    },
  }
}

function counted(texts: Texts) {
  const puts: StoredText[] = []
  return {
    puts,
    texts: {
      ...texts,
      async put(text: StoredText) {
        puts.push(text)
        return texts.put(text)
      },
    },
  }
}
