import { describe, expect, test } from "vitest"
import type { Marks } from "../ports.ts"

/** What every adapter of the marks port keeps. `open` gives an empty store. */
export function marksContract(name: string, open: () => Marks | Promise<Marks>) {
  describe(`${name}: marks`, () => {
    test("nobody has seen anything before they say so", async () => {
      await using marks = await open()
      expect(await marks.get(ada)).toBeUndefined()
    })

    test("each person has a mark of their own in each scope", async () => {
      await using marks = await open()
      const all = [mark("p1", "ada", 1), mark("p1", "bob", 2), mark("p2", "ada", 3), mark("p1.ada", "x", 4)]
      for (const each of all) await marks.put(each)
      for (const each of all) expect(await marks.get(each)).toStrictEqual(each)
      expect(await marks.get({ scope: "p1", person: "ada.x" })).toBeUndefined()
    })

    test("a mark moves on and never back", async () => {
      await using marks = await open()
      for (const day of [2, 3, 1, 3]) await marks.put(mark("p1", "ada", day))
      expect(await marks.get(ada)).toStrictEqual(mark("p1", "ada", 3))
    })

    test("an erased mark is gone, others stay, and a new one may be earlier", async () => {
      await using marks = await open()
      await marks.put(mark("p1", "ada", 3))
      await marks.put(mark("p1", "bob", 3))
      await marks.erase(ada)
      await marks.erase(ada)
      expect(await marks.get(ada)).toBeUndefined()
      expect(await marks.get(mark("p1", "bob", 3))).toStrictEqual(mark("p1", "bob", 3))
      await marks.put(mark("p1", "ada", 1))
      expect(await marks.get(ada)).toStrictEqual(mark("p1", "ada", 1))
    })
  })
}

const ada = { scope: "p1", person: "ada" }

function mark(scope: string, person: string, day: number) {
  return { scope, person, seen: `2026-06-0${day}T10:00:00.000Z` }
}
