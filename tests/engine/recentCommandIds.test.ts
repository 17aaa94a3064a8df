import { createHash } from "node:crypto"
import { addCommandId, type CommandIdentity, findCommandId } from "@demarche/engine/recentCommandIds"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

const identity = fc.record({ id: fc.string({ maxLength: 12 }), body: fc.string({ maxLength: 12 }) })
const commits = fc.array(fc.option(identity, { nil: undefined }), { maxLength: 200 })
const ringOf = (history: (CommandIdentity | undefined)[]) => history.reduce(addCommandId, "")

describe("the ring of command ids", () => {
  test("it keeps the last 64 commits, twelve bytes each, whether or not they had an id", () => {
    fc.assert(
      fc.property(commits, (history) => {
        expect(Buffer.from(ringOf(history), "base64url")).toHaveLength(Math.min(history.length, 64) * 12)
      }),
    )
  })
  test("it knows of an id what a list of the last 64 would, newest first", () => {
    fc.assert(
      fc.property(commits, identity, fc.nat(), (history, other, pick) => {
        const used = history.filter((each) => each !== undefined)
        for (const wanted of [other, ...(used.length > 0 ? [used[pick % used.length]!] : [])]) {
          const at = history.findLastIndex((each, index) => each?.id === wanted.id && index >= history.length - 64)
          const expected = at < 0 ? undefined : { version: at + 1, same: history[at]?.body === wanted.body }
          expect(findCommandId(ringOf(history), history.length, wanted)).toEqual(expected)
        }
      }),
      { numRuns: 300 },
    )
  })
  test("the sixty-fourth from the end is known, the one before it is not", () => {
    const wanted = { id: "mine", body: "b" }
    const followed = (count: number) => [
      undefined,
      wanted,
      ...Array.from({ length: count }, (_, n) => ({ id: `${n}`, body: "b" })),
    ]
    expect(findCommandId(ringOf(followed(63)), 65, wanted)).toEqual({ version: 2, same: true })
    expect(findCommandId(ringOf(followed(64)), 66, wanted)).toBeUndefined()
  })
  test("a new stream knows nothing", () => {
    expect(findCommandId("", 0, { id: "mine", body: "b" })).toBeUndefined()
  })

  // Two different ids share 72 bits of their hashes only by design, so here the ring is written by hand.
  const entry = ({ id, body }: CommandIdentity) => {
    const digest = (text: string) => createHash("sha256").update(text).digest("base64url")
    return digest(id).slice(0, 12) + digest(body).slice(0, 4)
  }
  test("an entry is found where it begins, not across two of them", () => {
    fc.assert(
      fc.property(identity, fc.integer({ min: 1, max: 15 }), (wanted, shift) => {
        const ring = `${"-".repeat(shift)}${entry(wanted)}${"-".repeat(16 - shift)}`
        expect(findCommandId(ring, 2, wanted)).toBeUndefined()
      }),
    )
  })
  test("a hash that the ring shares by chance is a find: the commit itself says whose it was", () => {
    const wanted = { id: "mine", body: "b" }
    const collides = entry(wanted).slice(0, 12)
    expect(findCommandId(`${collides}zzzz`, 7, wanted)).toEqual({ version: 7, same: false })
    expect(findCommandId(`${entry(wanted)}${collides}zzzz`, 7, wanted)).toEqual({ version: 7, same: false })
  })
})
