import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { afterAll, expect, test } from "vitest"
import { temporary } from "../cli/console.ts"
import type { Json } from "../http/world.ts"
import { ACTIVITY, findingsAt, someOfToday, writeWhole } from "./record.ts"

const folder = temporary()
afterAll(folder.remove)

/** Every place in a JSON value where a text, a number, a truth or null stands, or where a list or an object is empty. */
function* places(value: Json, path: string[] = []): Generator<string[]> {
  if (path.length > 0) yield path
  if (typeof value === "object" && value !== null)
    for (const key of Object.keys(value)) yield* places(value[key], [...path, key])
}

/** The value with another in that place, or with nothing there. */
function edited(value: Json, [key = "", ...rest]: string[], change: (old: Json) => Json): Json {
  const copy = Array.isArray(value) ? [...value] : { ...value }
  const next = rest.length > 0 ? edited(value[key], rest, change) : change(value[key])
  if (next === undefined) delete copy[key]
  else copy[key] = next
  return copy
}

const changes: Record<string, (old: Json) => Json> = {
  "is not there": () => undefined,
  "is another": (old) =>
    typeof old === "number"
      ? old + 1
      : typeof old === "string"
        ? `x${old.slice(1)}y`
        : typeof old === "boolean"
          ? !old
          : 7,
  "is a list for an object": (old) => (Array.isArray(old) ? { ...old } : []),
  "is null": (old) => (old === null ? "null" : null),
}

test("K3, the whole kind: an edit of any field of a commit is found, wherever it is (slow)", {
  timeout: 240_000,
}, async () => {
  const past = await someOfToday()
  const own = <T extends { stream: string }>(all: T[]) => all.filter(({ stream }) => stream === ACTIVITY)
  await using store = sqliteStore(folder.path)
  await writeWhole(store, { commits: own(past.commits), rows: own(past.rows), texts: past.texts })
  expect(await findingsAt(folder.path)).toEqual([])
  const [commit] = own(past.commits).slice(-1)
  using db = new DatabaseSync(join(folder.path, "events.db"))
  const write = db.prepare("UPDATE commits SET body = ? WHERE stream = ? AND version = ?")
  const unfound: string[] = []
  let edits = 0
  for (const path of places(commit))
    for (const [how, change] of Object.entries(changes)) {
      const other = JSON.stringify(edited(commit, path, change))
      if (other === JSON.stringify(commit)) continue
      write.run(other, ACTIVITY, commit!.version)
      edits += 1
      if ((await findingsAt(folder.path)).length === 0) unfound.push(`${path.join(".")} ${how}`)
    }
  expect(edits).toBeGreaterThan(300)
  expect(unfound).toEqual([])
})
