import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { newSecret } from "@demarche/application/secrets"
import { createWebhookClient } from "@demarche/application/webhooks/webhookClient"
import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import type { StoreError } from "@demarche/event-store"
import { outbox } from "@demarche/mail/outbox"
import { movableClock, watchedOver } from "./clocks.ts"
import { configuration } from "./configuration.ts"
import { playDemo } from "./demo.ts"
import { GATHER_MILLISECONDS, host, rebuildLostViews } from "./host.ts"
import { loadPlan } from "./loadPlan.ts"
import { localMail } from "./localMail.ts"
import { createReporter } from "./reporter.ts"
import { serve } from "./serve.ts"
import { openStore } from "./stores.ts"
import { welcome } from "./welcome.ts"

async function start() {
  const { values } = parseArgs({ options: { plan: { type: "string" }, data: { type: "string" } } })
  const { PORT, HOST, DATA_DIR, DEMO_NOW, LOG_LEVEL, WEBHOOKS_INWARD, CLOCK_CHECKED, ...mail } = configuration()
  const { PUBLIC_URL = `http://${HOST}:${PORT}` } = mail
  const folder = values.data ?? DATA_DIR
  const demo = folder === undefined && values.plan === undefined ? movableClock(DEMO_NOW) : undefined
  if (demo && HOST !== "127.0.0.1") throw new Error("HOST: demo mode listens on 127.0.0.1 only")

  const log = createReporter(LOG_LEVEL)
  const store = openStore(demo ? undefined : (folder ?? "data"), (what) =>
    log.error({ what }, "an erasure waits for a reader"),
  )
  const watched = await watchedOver(store.log, CLOCK_CHECKED)
  const clock = demo?.now ?? watched.now
  const letters = demo && outbox("demarche@demarche.example")
  const post = letters
    ? { mailer: letters, home: PUBLIC_URL, key: newSecret() }
    : localMail({ ...mail, PUBLIC_URL }, folder ?? "data", log)
  const caller = createWebhookClient({ inward: WEBHOOKS_INWARD || demo !== undefined })
  const damaged: StoreError[] = []
  await rebuildLostViews(store, clock, (error) => damaged.push(error))
  const hosted = host(store, clock, log, {
    gather: demo ? 0 : GATHER_MILLISECONDS,
    mail: post,
    ...(!demo && { clockFault: watched.fault }),
    webhooks: createWebhooks(caller, post.key),
  })
  for (const error of damaged) {
    hosted.application.damage.note(error)
    log.error({ error: error.message }, "a commit is damaged: the rows of its stream end before it")
  }
  if (demo) await playDemo(hosted, demo, new Date(DEMO_NOW).toISOString())
  if (values.plan) await loadPlan(hosted, await readFile(values.plan, "utf8"), values.plan, say)
  const served = await serve(hosted, {
    ...{ hostname: HOST, port: PORT, reporter: log, home: PUBLIC_URL, letterKey: post.key, marks: store.marks },
    ...(demo && { demo }),
    ...(letters && { letters }),
  })
  say(welcome(served.url, demo?.now()))
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => served.stop().then(() => process.exit(0)))
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

start().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(2)
})
