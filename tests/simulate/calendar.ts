import { execute } from "@demarche/application/execute"
import type { StreamName } from "@demarche/event-store"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import type { Message } from "@demarche/mail/message"
import { movableClock } from "@demarche/server/clocks"
import { type Host, host } from "@demarche/server/host"
import type { Actor } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import { type Chance, chanceOf } from "./chance.ts"

const zones = [
  "Europe/Zurich",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "America/Santiago",
]
const HOUR = 3_600_000
const PLAN = "year"
const ZONE = "Europe/Zurich"

/** What a year came to: what was due and not sent, what was sent and not due, and the letters that came twice. */
export interface Year {
  year: number
  expected: number
  sent: number
  twice: number
  crashes: number
  wrong: string[]
}

/**
 * A year of a plan, looked at every hour, with a scheduler that stops for up to three days, is begun anew, and dies
 * between sending a letter and noting it. What is due is worked out a second time here, from the rules alone.
 */
export async function year(year: number): Promise<Year> {
  const chance = chanceOf(year)
  const start = `${year}-01-05T06:00:00.000Z`
  const clock = movableClock(start, true)
  const store = memoryStore()
  const sent: Message[] = []
  let crashes = 0
  let dying = false
  const append = store.events.append.bind(store.events)
  store.events.append = async (commit) => {
    if (!dying || commit.events[0]?.value.type !== "NoticeSent") return append(commit)
    dying = false
    crashes += 1
    throw new Error("the power is gone")
  }
  const mailer = {
    async send(message: Message) {
      sent.push(message)
      dying = chance.happens(0.02)
    },
  }
  const begin = () => host(store, clock.now, silent, { mail: { mailer, home: "https://d.example", key: "k" } })
  let hosted = begin()
  const expected = await plot(hosted, clock.now, chance, year)
  const ticks: string[] = []
  const end = `${year}-12-20T00:00:00.000Z`
  let down = 0
  for (let now = Date.parse(start) + HOUR; now < Date.parse(end); now += HOUR) {
    clock.set(new Date(now).toISOString())
    if (down > 0) {
      down -= 1
      continue
    }
    if (chance.happens(0.002)) down = 1 + chance.below(72)
    if (chance.happens(0.01)) {
      await hosted.stop()
      hosted = begin()
    }
    ticks.push(clock.now())
    for (let look = 0; look < 2; look++) {
      await hosted.schedule.tick("hour").catch(() => {})
      await hosted.settled()
    }
  }
  return {
    year,
    expected: expected.length,
    sent: sent.length,
    crashes,
    ...(await compare(hosted, expected, sent, ticks)),
  }
}

const silent = { info() {}, error() {} }

/** One reminder that the rules call for: to whom, of what, which of its series, and when at the earliest. */
interface Expected {
  person: string
  about: string
  step: string
  at: string
  /** From when on there is nothing left to tell. */
  until?: string
}

async function plot(hosted: Host, now: () => string, chance: Chance, year: number): Promise<Expected[]> {
  const { application } = hosted
  const people = zones.map((zone, index) => ({ id: `c${index}`, zone, party: `p${index}` }))
  const take = async (stream: StreamName, command: { type: string; [field: string]: unknown }, more: object = {}) => {
    const by: Actor = { person: "c0", office: "coordinator", party: "p0" }
    await execute(application, {
      plan: PLAN,
      stream,
      command,
      by,
      mandateImplied: true,
      correlation: "plot",
      reason: "a year",
      mandate: "a year",
      ...more,
    })
    await hosted.settled()
  }
  const isu = { by: { person: "isu", office: "secretariat" as const } }
  const nothing = { objectives: [], tracks: [], meetings: [], timeline: [], warnings: [] }
  const bodies = [{ id: "coordination-committee", title: "Committee", members: people.map(({ party }) => party) }]
  const parties = people.map(({ party }) => ({ id: party, title: party, kind: "state" }))
  await take(
    `plan:${PLAN}`,
    { type: "propose", title: "A year", cycle: "one", zone: ZONE, parties, bodies, ...nothing },
    isu,
  )
  for (const { id, zone, party } of people)
    await take(
      `plan:${PLAN}`,
      {
        type: "addPerson",
        person: id,
        name: id,
        address: `${id}@d.example`,
        zone,
        offices: [{ office: "coordinator", party, from: "2020-01-01" }],
      },
      isu,
    )
  const expected: Expected[] = []
  const day = () => Temporal.PlainDate.from(`${year}-02-15`).add({ days: chance.below(240) })
  for (let count = 0; count < 12; count++) {
    const on = day()
    const owner = chance.one(people)
    const rules = [{ kind: "date", on: on.toString() }]
    const deliverables = [{ id: "d1", title: "d1", min: 1, assessed: true }]
    await take(
      `output:${PLAN}.o${count}`,
      { type: "promise", number: "1", title: "An output", objectives: [], rules, deliverables },
      isu,
    )
    await take(`output:${PLAN}.o${count}`, { type: "assignOwner", owner: owner.party })
    for (const offset of [-28, -14, -7, -1, 0, 3, 7, 14]) {
      const step = offset < 0 ? `before-${-offset}` : offset === 0 ? "on" : `overdue-${offset}`
      const at = morning(on, offset, owner.zone)
      const until = offset < 0 ? on.add({ days: 1 }).toZonedDateTime(ZONE).toInstant().toString() : undefined
      if (at) expected.push({ person: owner.id, about: `${PLAN}.o${count}`, step, at, ...(until && { until }) })
    }
  }
  await take(`plan:${PLAN}`, { type: "finishImport", activities: 0, outputs: 12 }, isu)
  await take(`plan:${PLAN}`, { type: "adopt" })
  for (let count = 0; count < 12; count++) {
    const closes = day().toPlainDateTime({ hour: 18 }).toZonedDateTime(ZONE)
    const asked = chance.shuffled(people).slice(0, 3)
    const stream = `activity:${PLAN}.a${count}` as const
    await take(stream, { type: "plan", title: "A consultation", kind: "consultation" }, isu)
    await take(stream, {
      type: "openConsultation",
      closes: closes.toPlainDateTime().toString({ smallestUnit: "minute" }),
      invited: asked.map(({ party }) => party),
    })
    for (const { id, zone } of asked)
      for (const days of [7, 1]) {
        const at = morning(closes.toPlainDate(), -days, zone)
        const until = closes.toInstant().toString()
        if (at) expected.push({ person: id, about: `${PLAN}.a${count}`, step: `before-${days}`, at, until })
      }
  }
  const first = now()
  return expected.filter(({ at }) => at > first)
}

/**
 * 07:30 where somebody is, of all the working days around a date: before it the last at which the plan has not passed the day
 * of the step, after it the first at which the plan has come to it, and on it that day alone.
 */
function morning(date: Temporal.PlainDate, offset: number, zone: string): string | undefined {
  const day = date.add({ days: offset })
  const mornings = Array.from({ length: 15 }, (_, index) => day.add({ days: index - 7 }))
    .filter(({ dayOfWeek }) => dayOfWeek <= 5)
    .map((local) => local.toZonedDateTime({ timeZone: zone, plainTime: "07:30" }))
  const against = (at: Temporal.ZonedDateTime) => Temporal.PlainDate.compare(at.withTimeZone(ZONE).toPlainDate(), day)
  const found =
    offset < 0
      ? mornings.findLast((at) => against(at) <= 0)
      : mornings.find((at) => (offset === 0 ? against(at) === 0 : against(at) >= 0))
  return found?.toInstant().toString({ fractionalSecondDigits: 3 })
}

/**
 * Each reminder is told in the first hours in which anybody looks, since a sender that died may have claimed it, unless by
 * then a later one of its series is due; none is told that the rules do not call for; a letter comes twice only where its
 * sender died.
 */
async function compare({ application }: Host, expected: Expected[], sent: Message[], ticks: string[]) {
  const rows = (await application.views.list({ kind: "notice", scope: PLAN })).map(
    ({ body }) => body as never as Noticed,
  )
  const due = rows.filter(({ planned: { kind } }) => kind === "due" || kind === "consultationCloses")
  const told = new Map(due.map(({ planned, public: state, state: { context } }) => [key(planned), { state, context }]))
  const wrong: string[] = []
  const called = new Set<string>()
  for (const each of expected) {
    const looked = ticks.find((tick) => tick >= each.at)
    if (!looked || (each.until && Date.parse(looked) >= Date.parse(each.until))) continue
    const series = expected.filter(({ person, about }) => person === each.person && about === each.about)
    const overtaken = series.some(
      ({ at, step }) => step !== each.step && at >= each.at && at <= looked && later(step, each.step, series),
    )
    if (overtaken) continue
    called.add(key({ ...each, recipient: each.person }))
    const found = told.get(key({ ...each, recipient: each.person }))
    const letters = sent.filter(({ messageId }) => messageId === found?.context.messageId)
    const soon = ticks.filter((tick) => tick >= looked).slice(0, HOURS)
    const onTime = letters.some(({ sent }) => soon.includes(sent))
    if (found?.state !== "sent" || !onTime)
      wrong.push(`${each.at} ${each.person} ${each.about} ${each.step}: ${found?.state ?? "not told"}`)
  }
  for (const name of told.keys()) if (!called.has(name)) wrong.push(`${name}: told, and not called for`)
  const twice = sent.length - new Set(sent.map(({ messageId }) => messageId)).size
  return { wrong, twice }
}

/** So many looks may pass over a letter whose senders die one after the other. */
const HOURS = 6

interface Noticed {
  planned: { recipient: string; about: string; step: string; kind: string }
  public: string
  state: { context: { messageId?: string } }
}

function key({ recipient, about, step }: { recipient: string; about: string; step: string }): string {
  return `${recipient} ${about} ${step}`
}

function later(one: string, other: string, series: Expected[]): boolean {
  const steps = series.map(({ step }) => step)
  return steps.indexOf(one) > steps.indexOf(other)
}
