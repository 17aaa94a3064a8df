import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { StreamName } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { collect, take } from "@demarche/event-store/testing/samples"
import { expect, onTestFinished, test } from "vitest"
import { folder } from "./folder.ts"

const S = "loan:p1.a"

function start(task: string, ...rest: (string | number)[]) {
  const child = spawn(process.execPath, [
    fileURLToPath(new URL("child.ts", import.meta.url)),
    task,
    ...rest.map(String),
  ])
  onTestFinished(() => void child.kill("SIGKILL"))
  let complaints = ""
  child.stderr.on("data", (chunk) => {
    complaints += chunk
  })
  const closed = once(child, "close")
  const lines: string[] = []
  createInterface(child.stdout).on("line", (line) => lines.push(line))
  return {
    lines,
    child,
    async ended() {
      const [code] = await closed
      return { code, complaints: complaints.replace(/.*ExperimentalWarning.*\n.*trace-warnings.*\n/, "") }
    },
  }
}

async function until(holds: () => boolean, child: ChildProcess) {
  while (!holds() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5))
}

test("two processes race on one stream of a new file: no complaint, one winner per version, and others see all of it", async () => {
  const directory = folder()
  const racers = [start("race", directory, S, 300), start("race", directory, S, 300)]
  const follower = start("follow", directory, S, 300)
  await using store = sqliteStore(directory)
  const followed = take(store.log, "parent", 300)
  for (const each of [...racers, follower]) expect(await each.ended()).toEqual({ code: 0, complaints: "" })

  const versions = Array.from({ length: 300 }, (_, index) => index + 1)
  const commits = await collect(store.events.read(S))
  expect(commits.map(({ version }) => version)).toEqual(versions)
  expect((await followed).map(({ version }) => version)).toEqual(versions)
  expect(follower.lines.map(Number)).toEqual(versions)
  const won = racers.flatMap(({ lines }) => lines).toSorted((a, b) => Number(a.split(" ")[0]) - Number(b.split(" ")[0]))
  expect(won).toEqual(commits.map(({ version, correlation }) => `${version} ${correlation.split(" ")[1]}`))
})

test("two writers killed again and again: every acknowledged commit is there, and no version is missing", async () => {
  const directory = folder()
  const acknowledged = new Map<string, string[]>([
    ["loan:p1.a", []],
    ["loan:p1.b", []],
  ])
  for (let round = 1; round <= 5; round++) {
    const writers = [...acknowledged].map(([stream, known]) => ({ known, ...start("append", directory, stream) }))
    await Promise.all(writers.map(({ lines, child }) => until(() => lines.length >= 20 * round, child)))
    for (const { child } of writers) child.kill("SIGKILL")
    for (const { known, lines, ended } of writers) {
      expect(await ended()).toEqual({ code: null, complaints: "" })
      known.push(...lines)
    }
    await using store = sqliteStore(directory)
    for (const [stream, known] of acknowledged) {
      const commits = await collect(store.events.read(StreamName.parse(stream)))
      expect(commits.map(({ version }) => version)).toEqual(commits.map((_, index) => index + 1))
      const stored = new Set(commits.map(({ version, correlation }) => `${version} ${correlation.split(" ")[1]}`))
      expect(known.filter((line) => !stored.has(line))).toEqual([])
    }
  }
})
