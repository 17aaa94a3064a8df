import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { HealthReading } from "@demarche/http/healthSchema"
import { MailError } from "@demarche/mail/message"
import { host } from "@demarche/server/host"
import { apiOptionsOf } from "@demarche/server/serve"
import { expect, onTestFinished, test } from "vitest"
import { unpacked } from "../fixtures/fixture.ts"
import { LEFT } from "../fixtures/open.ts"
import { documentedApi } from "../http/documented.ts"
import { AUSTRIA, ISU, type Json, openCcm, openWorld, PLAN, PRESIDENCY } from "../http/world.ts"

const quiet = { info() {}, error() {} }
const WHY = "/srv/data/views.db: disk I/O error"

/** A server on the past folder whose rows cannot be made while `broken.put` holds. */
async function serving() {
  const { path, remove } = unpacked()
  const broken = { put: false }
  const store = sqliteStore(path)
  const views = {
    ...store.views,
    put: (rows: Parameters<typeof store.views.put>[0]) =>
      broken.put ? Promise.reject(new Error(WHY)) : store.views.put(rows),
  }
  const world = await openWorld(LEFT.folder, async (clock) => host({ ...store, views }, clock, quiet))
  const app = documentedApi(
    world.hosted.application,
    apiOptionsOf(world.hosted, { reporter: quiet, home: "http://d.example", demo: world.clock }),
  )
  onTestFinished(async () => {
    await world.stop()
    remove()
  })
  const ask = async (as?: string): Promise<Json> => {
    const headers = as ? { Authorization: `Bearer demo:${as}` } : {}
    return (await app.request("http://localhost/healthz", { headers })).json()
  }
  return { world, broken, ask }
}

test("K10.7 /healthz tells which consumer is behind and fails, and its error to the secretariat alone", async () => {
  const { world, broken, ask } = await serving()
  await world.take(AUSTRIA, "t1-a3", "reportProgress", { period: "2026-Q2", text: "A call was held." })
  const well = HealthReading.strict().parse(await ask())
  expect(well).toMatchObject({ status: "ok", leads: true, texts: "ok", clock: "ok", letters: { refused: 0 } })
  const keepsUp = { behind: 0, failing: false }
  expect(well.consumers).toEqual({ project: keepsUp, react: keepsUp, import: keepsUp })

  broken.put = true
  const taken = world.take(AUSTRIA, "t1-a3", "reportProgress", { period: "2026-Q2", text: "Another was held." })
  await expect.poll(async () => (await ask()).status).toBe("failing")
  const [ill, inDetail] = [await ask(), await ask(ISU)]
  expect(ill.consumers.project).toEqual({ behind: 1, failing: true })
  expect(JSON.stringify(ill)).not.toContain("/srv/data")
  expect(inDetail.consumers.project.error).toContain(WHY)

  broken.put = false
  await taken
  expect(await ask()).toMatchObject({ status: "ok" })
})

test("K10.7 /healthz tells of letters that the mail server does not take, until it takes one", async () => {
  let refuses = true
  const mailer = {
    async send() {
      if (refuses) throw new MailError("later", "smtp://mail.inside:25 refused the connection")
    },
  }
  const world = await openCcm("2026-05-04T10:00:00+02:00", undefined, { mailer, home: "https://d.example", key: "k" })
  onTestFinished(() => world.stop())
  const body = { title: "A background note", details: "Two pages." }
  await world.ask("POST", `/api/requests?plan=${PLAN}`, { as: PRESIDENCY, body })
  await world.at("2026-05-04T10:05:00+02:00")
  const ill = await world.get("/healthz")
  expect(ill).toMatchObject({ status: "failing" })
  expect(ill.letters.refused).toBeGreaterThan(0)
  expect(JSON.stringify(ill)).not.toContain("mail.inside")
  refuses = false
  await world.at("2026-05-04T14:00:00+02:00")
  expect(await world.get("/healthz")).toMatchObject({ status: "ok", letters: { refused: 0 } })
})
