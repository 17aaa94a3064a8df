import { cpSync, mkdirSync, renameSync, rmSync, truncateSync } from "node:fs"
import { join } from "node:path"
import { backUp } from "@demarche/event-store/sqlite/backup"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { expect, onTestFinished, test } from "vitest"
import { unpacked } from "../fixtures/fixture.ts"
import { LEFT } from "../fixtures/open.ts"
import { AUSTRIA, openWorld, over, PLAN, type World } from "../http/world.ts"

const FILES = ["events.db", "texts.db", "views.db"]

/** A server on the past folder, which has acknowledged something, and a backup that was made before. */
async function serving(): Promise<{ world: World; path: string; backup: string }> {
  const { path, remove } = unpacked()
  const backup = `${path}-backup`
  backUp(path, backup)
  const world = await openWorld(LEFT.folder, over(sqliteStore(path)))
  onTestFinished(async () => {
    await world.stop()
    remove()
    for (const name of [backup, `${path}-away`]) rmSync(name, { recursive: true, force: true })
  })
  await report(world).then(({ status }) => expect(status).toBe(200))
  return { world, path, backup }
}

const report = (world: World) =>
  world.ask("POST", `/api/activities/${PLAN}.t1-a3/transitions/reportProgress`, {
    as: AUSTRIA,
    body: { period: "2026-Q2", text: "A call was held." },
  })

/** What may happen to a folder under a server that nobody stopped. */
const happenings: [string, (path: string, backup: string) => void][] = [
  ["the folder is removed", (path) => rmSync(path, { recursive: true })],
  ["the folder is moved away", (path) => renameSync(path, `${path}-away`)],
  [
    "the folder is replaced by a backup",
    (path, backup) => {
      renameSync(path, `${path}-away`)
      cpSync(backup, path, { recursive: true })
    },
  ],
  [
    "the folder is made anew and empty",
    (path) => {
      rmSync(path, { recursive: true })
      mkdirSync(path)
    },
  ],
  ...FILES.flatMap((file): typeof happenings => [
    [`${file} is removed`, (path) => rmSync(join(path, file))],
    [
      `${file} is replaced by its backup`,
      (path, backup) => {
        rmSync(join(path, file))
        cpSync(join(backup, file), join(path, file))
      },
    ],
    [`${file} is cut short`, (path) => truncateSync(join(path, file), 4096)],
    [`${file}-wal is removed`, (path) => rmSync(join(path, `${file}-wal`))],
  ]),
]

test.each(happenings)(
  "K10.6 %s: nothing is acknowledged that would be lost, and everybody is told",
  async (what, happen) => {
    const { world, path, backup } = await serving()
    happen(path, backup)
    const health = await world.ask("GET", "/healthz")
    expect([health.status, health.body.store]).toEqual([503, "replaced"])
    if (!what.startsWith("views.db")) {
      const { status, body } = await report(world)
      expect([status, body.obstacle]).toEqual([503, "replaced"])
      expect(body.detail).toMatch(/stops it/)
      expect(JSON.stringify([body, health.body])).not.toContain(path)
    }
  },
)

test("K10.6 a record that no longer holds what this process wrote takes no more", async () => {
  const { world, path } = await serving()
  const other = sqliteStore(path)
  onTestFinished(() => other[Symbol.asyncDispose]())
  const { DatabaseSync } = await import("node:sqlite")
  using db = new DatabaseSync(join(path, "events.db"))
  db.exec(`DELETE FROM commits WHERE seq = (SELECT max(seq) FROM commits WHERE stream = 'activity:${PLAN}.t1-a3')`)
  expect((await world.ask("GET", "/healthz")).body.store).toBe("replaced")
  expect((await report(world)).status).toBe(503)
})
