import { createHash } from "node:crypto"
import {
  type Commit,
  chainFault,
  commitHash,
  type Disclosed,
  disclose,
  kindOf,
  leafHash,
  newSalt,
  type StoredEvent,
  StreamName,
  scopeOf,
  seal,
  sealText,
} from "@demarche/event-store"
import { chain, commit, draft, origin } from "@demarche/event-store/testing/samples"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

const S = "loan:p1.a"

const event: fc.Arbitrary<StoredEvent> = fc
  .record({ type: fc.constantFrom("Noted", "Closed"), text: fc.string({ unit: "grapheme" }), more: fc.jsonValue() })
  .map((made) => JSON.parse(JSON.stringify(made)))
const history = fc.array(fc.array(event, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })

describe("the hash of a commit", () => {
  test("is SHA-256 over canonical JSON, as anyone can recompute it", () => {
    const sha = (bytes: string) => createHash("sha256").update(bytes, "utf8").digest("base64url")
    const fields = {
      events: [{ type: "Noted", é: 1e21, a: ["\n", 0.1] }],
      workflow: { name: "activity", version: 1, definition: "ZGVmaW5pdGlvbg" },
      origin: { ...origin, by: { person: "p-1", office: "chair", party: "ch" } },
    }
    const sealed = seal(draft("activity:p1.a", 1, fields), () => "c2FsdA")
    const noted = sha('\u0001c2FsdA{"a":["\\n",0.1],"type":"Noted","é":1e+21}')
    const by = '"by":{"office":"chair","party":"ch","person":"p-1"}'
    const why = sha(
      `\u0001c2FsdA{${by},"command":"note","facts":{"workingDays":10},"id":"command-1","reason":"for the record"}`,
    )
    const expected = sha(
      `\u0000{"correlation":"correlation-1","events":["${noted}"],"happened":"2026-11-24T00:00:01.000Z","origin":"${why}",` +
        '"prev":null,"recorded":"2026-11-24T00:00:01.000Z","stream":"activity:p1.a","version":1,' +
        '"workflow":{"definition":"ZGVmaW5pdGlvbg","name":"activity","version":1}}',
    )
    expect(sealed.hash).toBe(expected)
    expect(sealed.hash).toBe("mSiygGPfAZtSOsC7vuhR5yd1khnOLJznTL9Zk6QYypE")
  })

  test("leaves state and ring outside, and nothing else", () => {
    const sealed = commit(S, 1)
    expect(commit(S, 1, { state: "other", ring: "BBBB" }).hash).toBe(sealed.hash)
    expect(commit(S, 1, { received: "2026-11-24T00:00:00.000Z" }).hash).not.toBe(sealed.hash)
  })

  test("takes a fresh salt for each event and for the origin", () => {
    const { events, origin } = seal(draft(S, 1, { events: [{ type: "A" }, { type: "A" }] }), newSalt)
    const salts = [...events, origin].map(({ salt }) => salt)
    expect(new Set(salts).size).toBe(3)
    for (const salt of salts) expect(Buffer.from(salt, "base64url")).toHaveLength(16)
  })

  test("is refused to what has no canonical form", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "\uD800"]) {
      expect(() => seal(draft(S, 1, { events: [{ type: "Noted", value }] }), newSalt)).toThrow()
    }
  })

  test("of a text is the leaf hash of its body", () => {
    const text = sealText({ scope: "p1", media: "text/plain", body: "note" }, () => "salt")
    expect(text).toEqual({
      scope: "p1",
      media: "text/plain",
      body: "note",
      salt: "salt",
      hash: leafHash({ salt: "salt", value: "note" }),
    })
  })
})

describe("a chain", () => {
  test("verifies whatever is hidden in it, also after a journey as JSON", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.boolean()), (histories, mayRead) => {
        const shown = chain(S, histories).map((each) => disclose(each, () => mayRead.next().value === true))
        expect(chainFault(shown)).toBeUndefined()
        expect(chainFault(JSON.parse(JSON.stringify(shown)))).toBeUndefined()
      }),
    )
  })

  test("names the version where anything was altered", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.boolean()), fc.nat(), fc.nat(), (histories, mayRead, which, where) => {
        const shown = chain(S, histories).map((each) => disclose(each, () => mayRead.next().value === true))
        const index = which % shown.length
        const places = leaves(shown[index])
        const altered = JSON.parse(JSON.stringify(shown))
        alter(altered[index], places[where % places.length] ?? [])
        expect(chainFault(altered)).toMatchObject({ version: index + 1 })
      }),
      { numRuns: 500 },
    )
  })

  test("names what was taken out, put in, or put in another order", () => {
    const commits = chain(S, [[{ type: "A" }], [{ type: "B" }], [{ type: "C" }], [{ type: "D" }]])
    const [a, b, c, d] = commits as [Commit, Commit, Commit, Commit]
    expect(chainFault([a, b, d])).toEqual({ stream: S, version: 3, fault: "gap" })
    expect(chainFault([b, c])).toEqual({ stream: S, version: 1, fault: "gap" })
    expect(chainFault([a, b, b, c])).toEqual({ stream: S, version: 3, fault: "gap" })
    expect(chainFault([a, c, b, d])).toEqual({ stream: S, version: 2, fault: "gap" })
    expect(chainFault([a, { ...b, events: [] }, c])).toEqual({ stream: S, version: 2, fault: "hash" })
    expect(chainFault([a, { ...b, added: true } as Commit])).toEqual({ stream: S, version: 2, fault: "hash" })
    expect(chainFault([a, { ...b, hash: undefined } as unknown as Commit])).toEqual({
      stream: S,
      version: 2,
      fault: "hash",
    })
  })

  test("names the commit after one that was written anew and sealed again", () => {
    const [first, second, third] = chain(S, [[{ type: "A" }], [{ type: "B" }], [{ type: "C" }]]) as [
      Commit,
      Commit,
      Commit,
    ]
    const forged = commit(S, 2, { prev: first.hash, events: [{ type: "Forged" }] })
    expect(chainFault([first, forged])).toBeUndefined()
    expect(chainFault([first, forged, third])).toEqual({ stream: S, version: 3, fault: "prev" })
    expect(chainFault([commit(S, 1, { prev: second.hash })])).toEqual({ stream: S, version: 1, fault: "prev" })
  })

  test("can be checked in parts", () => {
    const [first, second, third] = chain(S, [[{ type: "A" }], [{ type: "B" }], [{ type: "C" }]]) as [
      Commit,
      Commit,
      Commit,
    ]
    expect(chainFault([second, third], first)).toBeUndefined()
    expect(chainFault([third], first)).toEqual({ stream: S, version: 2, fault: "gap" })
    expect(chainFault([second], { version: 1, hash: "other" })).toEqual({ stream: S, version: 2, fault: "prev" })
    expect(chainFault([], first)).toBeUndefined()
  })

  test("reports a commit without canonical form instead of failing", () => {
    const sealed = commit(S, 1)
    const broken = { ...sealed, events: [{ salt: "salt", value: { type: "\uD800" } }] }
    expect(chainFault([broken])).toEqual({ stream: S, version: 1, fault: "hash" })
  })
})

describe("what is disclosed", () => {
  const sealed = commit(S, 1, { events: [{ type: "Public" }, { type: "Secret" }] })

  test("never has state and ring", () => {
    const shown: Disclosed = disclose(sealed, () => true)
    expect(Object.keys(sealed).filter((key) => !(key in shown))).toEqual(["state", "ring"])
    expect(shown.origin).toEqual(sealed.origin)
  })

  test("hides an event, its salt and the origin behind hashes", () => {
    const shown = disclose(sealed, ({ type }) => type === "Public")
    expect(shown.events).toEqual([sealed.events[0], { hash: expect.stringMatching(/^[\w-]{43}$/) }])
    expect(Object.keys(shown.origin)).toEqual(["hash"])
    expect(JSON.stringify(shown)).not.toMatch(/Secret|salt-1-2|salt-1-3|p-1/)
  })
})

test("a stream's name tells kind and scope", () => {
  const named = (["loan:p1.a", "member:p1", "loan:p1.a.b:c"] as const).map((stream) => [
    kindOf(stream),
    scopeOf(stream),
  ])
  expect(named).toEqual([
    ["loan", "p1"],
    ["member", "p1"],
    ["loan", "p1"],
  ])
})

test("a stream's name is parsed, and what is none is refused", () => {
  expect(StreamName.parse("loan:p1.a.b:c")).toBe("loan:p1.a.b:c")
  for (const text of ["odd", "", ":", ":p1", "plan:"])
    expect(() => StreamName.parse(text)).toThrow(expect.objectContaining({ name: "StoreError", code: "malformed" }))
})

test("nothing of a value can be moved into its salt under the same hash", async () => {
  const values = fc.oneof(fc.string({ unit: fc.constantFrom('"', "\\", "{", "a", "}") }), event)
  await fc.assert(
    fc.property(values, (value) => {
      const said = JSON.stringify(value)
      for (let at = 1; at < said.length; at++) {
        const rest = jsonIn(said.slice(at))
        if (rest === undefined) continue
        expect(() => leafHash({ salt: `salt${said.slice(0, at)}`, value: rest })).toThrow()
      }
    }),
    { examples: [['Not "agreed"']] },
  )
})

/** What a text says as JSON; undefined where it is none. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

test("commit hash and leaf hash never meet: their first byte differs", () => {
  const header = { ...commit(S, 1) } as Parameters<typeof commitHash>[0]
  expect(commitHash(header, [], "")).not.toBe(leafHash({ salt: "", value: { ...header, events: [], origin: "" } }))
})

/** The path of every string, number, boolean and null in the value. */
function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

function alter(value: unknown, path: string[]) {
  const parent = path.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], value)
  const record = parent as Record<string, unknown>
  const key = path.at(-1) ?? ""
  record[key] = different(record[key])
}

function different(value: unknown): unknown {
  if (typeof value === "string") return value === "" ? "x" : value.slice(0, -1)
  if (typeof value === "number") return value === 0 ? 1 : -value
  return value === null ? false : !value
}
