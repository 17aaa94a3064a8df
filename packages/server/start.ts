import { randomUUID } from "node:crypto"
import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import type { Logger } from "@demarche/application/logger"
import { newSecret } from "@demarche/application/secrets"
import { createSessions, named } from "@demarche/application/sessions/sessions"
import { createWebhookClient } from "@demarche/application/webhooks/webhookClient"
import { createWebhooks } from "@demarche/application/webhooks/webhooks"
import type { StoreError } from "@demarche/event-store"
import { outbox } from "@demarche/mail/outbox"
import { movableClock, movableOver, watchedOver } from "./clocks.ts"
import { configuration } from "./configuration.ts"
import { playDemo } from "./demo.ts"
import { GATHER_MILLISECONDS, type Host, host, rebuildLostViews } from "./host.ts"
import { loadPlan } from "./loadPlan.ts"
import { localMail } from "./localMail.ts"
import { createReporter } from "./reporter.ts"
import { serve } from "./serve.ts"
import { openStore } from "./stores.ts"
import { demoWelcome, welcome } from "./welcome.ts"

const options = { plan: { type: "string" }, data: { type: "string" }, "demo-clock": { type: "boolean" } } as const

async function start() {
  const { values } = parseArgs({ options })
  const { PORT, HOST, DATA_DIR, DEMO_NOW, LOG_LEVEL, WEBHOOKS_INWARD, CLOCK_CHECKED, openId, ...mail } = configuration()
  const { PUBLIC_URL = `http://${HOST}:${PORT}` } = mail
  const { plan, data = DATA_DIR, "demo-clock": asked = false } = values
  const { inDemo, onTrial } = modeOf({ data, plan, asked, host: HOST })
  const folder = data ?? "data"

  const log = createReporter(LOG_LEVEL)
  const store = openStore(inDemo ? undefined : folder, (what) => log.error({ what }, "an erasure waits for a reader"))
  const watched = await watchedOver(store.log, CLOCK_CHECKED)
  const moved = inDemo ? movableClock(DEMO_NOW) : onTrial ? await movableOver(store.log) : undefined
  const clock = moved?.now ?? watched.now
  const letters = moved && outbox("demarche@demarche.example")
  const local = inDemo ? { home: PUBLIC_URL, key: newSecret() } : localMail({ ...mail, PUBLIC_URL }, folder, log)
  const post = { ...local, ...(letters && { mailer: letters }) }
  const caller = createWebhookClient({ inward: WEBHOOKS_INWARD || moved !== undefined })
  const damaged: StoreError[] = []
  await rebuildLostViews(store, clock, (error) => damaged.push(error))
  const hosted = host(store, clock, log, {
    gather: moved ? 0 : GATHER_MILLISECONDS,
    mail: post,
    ...(!moved && { clockFault: watched.fault }),
    webhooks: createWebhooks(caller, post.key),
  })
  for (const error of damaged) {
    hosted.application.damage.note(error)
    log.error({ error: error.message }, "a commit is damaged: the rows of its stream end before it")
  }
  if (inDemo && moved) await playDemo(hosted, moved, new Date(DEMO_NOW).toISOString())
  if (plan) await loadPlan(hosted, await readFile(plan, "utf8"), plan, say)
  const served = await serve(hosted, {
    ...{ hostname: HOST, port: PORT, reporter: log, home: PUBLIC_URL, letterKey: post.key, marks: store.marks },
    mails: post.mailer !== undefined,
    ...(moved && { demo: moved, strict: onTrial }),
    ...(letters && { letters }),
    ...(openId && { openId }),
  })
  if (inDemo) say(demoWelcome(served.url, clock()))
  else {
    const first = await firstAddress(hosted, post.key, mail.PUBLIC_URL ?? served.url, log)
    say(welcome(served.url, { ...(first && { first }), ...(onTrial && { onTrial: clock() }) }))
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => served.stop().then(() => process.exit(0)))
}

interface AskedStart {
  data: string | undefined
  plan: string | undefined
  asked: boolean
  host: string
}

/** Whether it is the demo, or a folder on trial, whose clock can be moved. @throws Error where that cannot be. */
function modeOf({ data, plan, asked: onTrial, host }: AskedStart): { inDemo: boolean; onTrial: boolean } {
  if (onTrial && data === undefined) throw new Error("--demo-clock: goes with --data DIR, a folder for tries and tests")
  const inDemo = data === undefined && plan === undefined
  if ((inDemo || onTrial) && host !== "127.0.0.1")
    throw new Error(`HOST: ${inDemo ? "demo mode" : "--demo-clock"} listens on 127.0.0.1 only`)
  return { inDemo, onTrial }
}

/** Where whoever started this comes in to begin, as long as nobody else can; undefined too where nothing can be recorded. */
async function firstAddress(hosted: Host, key: string, home: string, log: Logger): Promise<string | undefined> {
  try {
    const link = await createSessions(hosted.application, key).firstLink(randomUUID())
    return link && `${home}/sign-in/link/${named(link)}`
  } catch (error) {
    log.error({ error }, "no link to begin by could be made")
    return undefined
  }
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

start().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(2)
})
