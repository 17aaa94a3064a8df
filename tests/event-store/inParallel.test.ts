import { inParallel } from "@demarche/event-store"
import { expect, test } from "vitest"

test("of several failures the first in order is told, once what runs has ended, and nothing new starts", async () => {
  const turns = Array.from({ length: 5 }, () => Promise.withResolvers<number>())
  const begun: number[] = []
  let told: unknown
  const all = inParallel([0, 1, 2, 3, 4], 3, (place) => {
    begun.push(place)
    return turns[place]!.promise
  }).catch((error: unknown) => {
    told = error
  })
  turns[2]!.reject("the third")
  await new Promise(setImmediate)
  expect(told).toBeUndefined()
  turns[1]!.reject("the second")
  turns[0]!.resolve(0)
  await all
  expect(told).toBe("the second")
  expect(begun).toEqual([0, 1, 2])
})

test("results stand in the order of the items, however long each takes", async () => {
  const turns = Array.from({ length: 3 }, () => Promise.withResolvers<string>())
  const all = inParallel([0, 1, 2], 2, (place) => turns[place]!.promise)
  for (const [place, name] of ["a", "b", "c"].entries()) turns[2 - place]!.resolve(name)
  expect(await all).toEqual(["c", "b", "a"])
})
