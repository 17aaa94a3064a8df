import { createApplication } from "@demarche/application/application"
import { type Commit, project } from "@demarche/engine"
import { StoreError } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { createProjector } from "@demarche/server/projector"
import { expect, test } from "vitest"
import { openCcm, PLAN } from "../http/world.ts"

const world = await openCcm()
const commits = await Array.fromAsync(world.hosted.application.world.events.read(`activity:${PLAN}.t2-a2`))
await world.stop()

/** A house that has those commits and no rows, and when somebody is told that the rows are there. */
async function waiting(of: Commit[]) {
  const store = memoryStore()
  let looked = 0
  const get: typeof store.views.get = (...asked) => {
    looked++
    return store.views.get(...asked)
  }
  const application = createApplication({ ...store, views: { ...store.views, get } }, () => "2026-06-01T08:00:00.000Z")
  for (const commit of of) await application.world.events.append(commit)
  const stopping = new AbortController()
  const rows = createProjector(application, stopping.signal)
  const told: string[] = []
  const made = rows.made(of).then(
    () => told.push("made"),
    () => told.push("stopped"),
  )
  await new Promise((resolve) => setImmediate(resolve))
  return { application, rows, told, made, stopping, looked: () => looked }
}

test("who waits for the rows of commits is told when they are made", async () => {
  const { application, rows, told, made } = await waiting(commits)
  expect(told).toEqual([])
  await rows.make(commits)
  await made
  expect(told).toEqual(["made"])
  expect((await application.views.get(`activity:${PLAN}.t2-a2`))?.version).toBe(commits.length)
})

test("and when another process made them", async () => {
  const { application, told, made } = await waiting(commits)
  await project(application.projection, commits)
  await made
  expect(told).toEqual(["made"])
})

test("what leaves no rows is not waited for", async () => {
  const [commit] = commits as [Commit]
  const { told, made } = await waiting([{ ...commit, stream: "access:a-key" }])
  await made
  expect(told).toEqual(["made"])
})

test("a stream of which no row can be made is waited for no longer, and the others have theirs", async () => {
  const application = (await waiting(commits)).application
  const other = { ...(commits[0] as Commit), stream: `activity:${PLAN}.t2-a3` as const }
  await application.world.events.append(other)
  const { bodyOf } = application.projection
  application.projection.bodyOf = (input) => {
    if (input.commit.stream === other.stream) throw new Error("this activity has no body")
    return bodyOf(input)
  }
  const rows = createProjector(application, new AbortController().signal)
  const all = [other, ...commits]
  await expect(rows.make(all)).rejects.toThrow("this activity has no body")
  await rows.made(all)
  expect((await application.views.get(`activity:${PLAN}.t2-a2`))?.version).toBe(commits.length)
})

test("what the store does not take now is waited for", async () => {
  const { application, rows, told, made, looked } = await waiting(commits)
  const { put } = application.views
  application.projection.views = {
    ...application.views,
    put: () => Promise.reject(new StoreError("unavailable", "the disk is full")),
  }
  await expect(rows.make(commits)).rejects.toThrow("the disk is full")
  const before = looked()
  await expect.poll(looked).toBeGreaterThan(before + 1)
  expect(told).toEqual([])
  application.projection.views = { ...application.views, put }
  await rows.make(commits)
  await made
  expect(told).toEqual(["made"])
})

test("who stops waits no longer", async () => {
  const { told, made, stopping } = await waiting(commits)
  stopping.abort()
  await made
  expect(told).toEqual(["stopped"])
})
