import { expect, test } from "vitest"
import { houseOf } from "../../functions/house/house.ts"
import { rowsIn } from "../../functions/local/rows.ts"
import { type Commit, project } from "../../packages/engine/index.ts"
import { memoryStore } from "../../packages/store/memory.ts"
import { openCcm, PLAN } from "../http/world.ts"

const world = await openCcm()
const commits = await Array.fromAsync(world.hosted.house.world.events.read(`activity:${PLAN}.t2-a2`))
await world.stop()

/** A house that has those commits and no rows, and when somebody is told that the rows are there. */
async function waiting(of: Commit[]) {
  const house = houseOf(memoryStore(), () => "2026-06-01T08:00:00.000Z")
  for (const commit of of) await house.world.events.append(commit)
  const stopping = new AbortController()
  const rows = rowsIn(house, stopping.signal)
  const told: string[] = []
  const made = rows.made(of).then(
    () => told.push("made"),
    () => told.push("stopped"),
  )
  await new Promise((resolve) => setImmediate(resolve))
  return { house, rows, told, made, stopping }
}

test("who waits for the rows of commits is told when they are made", async () => {
  const { house, rows, told, made } = await waiting(commits)
  expect(told).toEqual([])
  await rows.make(commits)
  await made
  expect(told).toEqual(["made"])
  expect((await house.views.get(`activity:${PLAN}.t2-a2`))?.version).toBe(commits.length)
})

test("and when another process made them", async () => {
  const { house, told, made } = await waiting(commits)
  await project(house.projection, commits)
  await made
  expect(told).toEqual(["made"])
})

test("what leaves no rows is not waited for", async () => {
  const [commit] = commits as [Commit]
  const { told, made } = await waiting([{ ...commit, stream: "access:a-key" }])
  await made
  expect(told).toEqual(["made"])
})

test("who stops waits no longer", async () => {
  const { told, made, stopping } = await waiting(commits)
  stopping.abort()
  await made
  expect(told).toEqual(["stopped"])
})
