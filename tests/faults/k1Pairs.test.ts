import { type ActionLink, type LinkedRound, signActionToken } from "@demarche/application/answers/actionLink"
import { viewOf, workflowOf } from "@demarche/application/application"
import { loadState } from "@demarche/engine"
import { ruleSentence } from "@demarche/i18n"
import type { Office } from "@demarche/workflows/terms"
import { describe, expect, test } from "vitest"
import {
  AUSTRIA,
  circulated,
  clearedDraft,
  FOCAL_POINT,
  ISU,
  type Json,
  PLAN,
  PRESIDENCY,
  thematic,
} from "../http/world.ts"
import { KEY, type LetterWorld, openLetters } from "./letters.ts"

// Each act that both a letter's link and the API offer, by both, wherever the item stands and whoever asks.

const ITEM = `${PLAN}.t2-a2`
const UNTIL = "2026-06-08T18:00"

const people: Record<string, string> = {
  [AUSTRIA]: "austria",
  [PRESIDENCY]: "presidency",
  [ISU]: "isu",
  [FOCAL_POINT]: "austria",
  [thematic("a")]: "delegation-a",
  "delegate-c:delegate": "delegation-c",
  "unidir:partner": "unidir",
  "observer:observer": "observers",
  "auditor:auditor": "",
  [thematic("h")]: "delegation-h",
}

/** What happens between the letter and its reader, and whether the letter's draft or its round has a successor by then. */
const moments: Record<string, { come: (world: LetterWorld) => Promise<unknown>; replaced?: "draft" | "round" }> = {
  "while it runs": { come: async () => {} },
  "a moment before the deadline": { come: async (world) => world.jump("2026-06-08T17:59:59.999+02:00") },
  "at the deadline, by the clock alone": { come: async (world) => world.jump("2026-06-08T18:00:00+02:00") },
  "after the deadline": { come: (world) => world.at("2026-06-09T10:00:00+02:00") },
  "extended, after the first deadline": {
    async come(world) {
      await world.take(AUSTRIA, "t2-a2", "extendSilence", { until: "2026-06-10T18:00" })
      await world.at("2026-06-09T10:00:00+02:00")
    },
  },
  "extended, after the second": {
    async come(world) {
      await world.take(AUSTRIA, "t2-a2", "extendSilence", { until: "2026-06-10T18:00" })
      await world.at("2026-06-10T18:00:00+02:00")
    },
  },
  broken: { come: (world) => world.take(thematic("b"), "t2-a2", "object", { text: "No." }) },
  "broken, after the deadline": {
    async come(world) {
      await world.take(thematic("b"), "t2-a2", "object", { text: "No." })
      await world.at("2026-06-09T10:00:00+02:00")
    },
  },
  void: { come: (world) => world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" }) },
  cancelled: { come: (world) => world.take(AUSTRIA, "t2-a2", "cancel", { reason: "no funds" }) },
  "a newer draft is being edited": {
    come: (world) => world.take(AUSTRIA, "t2-a2", "addDraft", { text: "Draft 2", confirmVoid: true, reason: "new" }),
    replaced: "draft",
  },
  "a newer draft is under silence until the same instant": {
    async come(world) {
      await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong file" })
      await clearedDraft(world, "t2-a2", { constraint: true })
      await world.take(AUSTRIA, "t2-a2", "circulate", { until: UNTIL })
    },
    replaced: "draft",
  },
  "the same draft is under another silence": {
    async come(world) {
      world.jump("2026-06-01T12:00:00+02:00")
      await world.take(AUSTRIA, "t2-a2", "voidSilence", { reason: "a wrong date" })
      await world.take(AUSTRIA, "t2-a2", "circulate", { until: UNTIL })
    },
    replaced: "round",
  },
}

const silenceActs = ["support", "object", "comment"] as const
const TEXT = "As said in the meeting."
const fieldsOf = (does: string, round?: number, about?: LinkedRound) =>
  does === "support"
    ? {}
    : {
        text: TEXT,
        ...(does === "object" && { paragraphs: ["3"], about }),
        ...(does === "comment" && about && "draft" in about && { draft: about.draft }),
        ...(round && { round }),
      }
const formOf = (does: string) =>
  does === "support" ? {} : { text: TEXT, ...(does === "object" && { paragraphs: "3" }) }

async function silenceNow(world: LetterWorld): Promise<LinkedRound> {
  const { application } = world.hosted
  const { events, clock } = application.world
  const found = await loadState(events, workflowOf(application, "activity"), `activity:${ITEM}`, clock())
  const { silence } = viewOf(application, "activity", found!.snapshot).context
  return { draft: silence!.draft, opened: silence!.opened }
}

function tokenOf(as: string, does: ActionLink["does"], on: string, round: LinkedRound): string {
  const [person = "", office = ""] = as.split(":")
  const party = people[as]
  const link = { does, plan: PLAN, on, person, office: office as Office, ...(party && { party }), round } // as in `people`
  return signActionToken(link, KEY)
}

const started = async () => {
  const world = await openLetters()
  await world.take(ISU, "plan", "endMandate", {
    person: "thematic-h",
    office: "thematicCoordinator",
    party: "delegation-h",
    on: "2026-05-31",
  })
  await circulated(world)
  return world
}

/** What the link's page has to show once its form is sent, where the API answers so. */
function pageFor({ status, body }: { status: number; body: Json }) {
  if (status === 200) {
    const late = body.events.some((event: Json) => event.type === "LateObjectionRecorded" || event.late)
    return {
      status: 200,
      says: late
        ? " late|after the deadline"
        : "Your answer has been recorded|By confirming|Others have broken|The silence procedure is over",
    }
  }
  const codes: string[] = body.failing.map(({ code }: Json) => code)
  if (codes.some((code) => code === "NOT_NOW" || code === "ROUND_UNKNOWN"))
    return { status: 410, says: "has ended since" }
  return { status: 422, says: escaped(ruleSentence("en", codes[0] ?? "")) }
}
/** What it has to show before that: it opens, and has a form where there is something to send. */
function openedFor(api: { status: number; body: Json }, does: string, replaced?: "draft" | "round") {
  if (replaced && does === "support")
    return { offers: false, says: replaced === "draft" ? "There is a newer text" : "was ended before" }
  const { status, says } = pageFor(api)
  const ended = "has ended, and no objection|was broken by|was ended before"
  return { offers: status === 200, says: status === 410 ? ended : says }
}
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

describe.each(Object.entries(moments))("%s", (_, { come, replaced }) => {
  test("the link says beforehand what the API would answer, to every office", async () => {
    const world = await started()
    const round = await silenceNow(world)
    await come(world)
    for (const as of Object.keys(people))
      for (const does of silenceActs) {
        const api = await world.ask("POST", `/api/activities/${ITEM}/transitions/${does}`, {
          as,
          body: fieldsOf(does, undefined, round),
          query: { dryRun: "true" },
        })
        const page = await world.follow(tokenOf(as, does, ITEM, round))
        const { offers, says } = openedFor(api, does, replaced)
        expect(
          [page.status, page.body.includes("<form"), page.body],
          `${as} ${does}: ${JSON.stringify(api.body)}`,
        ).toEqual([200, offers, expect.stringMatching(says)])
      }
    await world.stop()
  })

  test("and does what the API does: the records are equal but for ids and hashes", async () => {
    const [byLink, byApi] = await Promise.all([started(), started()])
    const round = await silenceNow(byLink)
    for (const world of [byLink, byApi]) await come(world)
    for (const does of silenceActs) {
      if (replaced && does === "support") continue
      const as = thematic("a")
      const page = await byLink.follow(tokenOf(as, does, ITEM, round), formOf(does))
      const api = await byApi.ask("POST", `/api/activities/${ITEM}/transitions/${does}`, {
        as,
        body: fieldsOf(does, undefined, round),
      })
      expect([page.status, page.body]).toEqual([pageFor(api).status, expect.stringMatching(pageFor(api).says)])
      expect(await recordOf(byLink)).toEqual(await recordOf(byApi))
    }
    await byLink.stop()
    await byApi.stop()
  })
})

describe("input to a consultation", () => {
  const other = `${PLAN}.t1-a1`
  test.each([
    ["in time", "2026-06-20T10:00:00+02:00", false],
    ["at its closing", "2026-06-30T18:00:00+02:00", false],
    ["after its closing", "2026-07-01T10:00:00+02:00", false],
    ["after it was summed up", "2026-07-01T10:00:00+02:00", true],
  ])("%s is the same by the link and by the API", async (_, instant, summed) => {
    const worlds = await Promise.all([openLetters(), openLetters()])
    const [byLink, byApi] = worlds
    for (const world of worlds) {
      const invited = { closes: "2026-06-30T18:00", invited: ["thematic-coordinators"] }
      await world.take(AUSTRIA, "t1-a1", "openConsultation", invited)
      await world.take(AUSTRIA, "t1-a1", "openConsultation", { ...invited, closes: "2026-07-30T18:00" })
      world.jump(instant)
      if (summed)
        await world.take(AUSTRIA, "t1-a1", "closeConsultation", {
          round: 1,
          summary: "Short.",
          reason: "Nothing more is expected.",
        })
    }
    for (const as of [thematic("a"), ISU, FOCAL_POINT, "observer:observer"]) {
      const body = fieldsOf("recordInput", 1)
      const address = `/api/activities/${other}/transitions/recordInput`
      const token = tokenOf(as, "recordInput", other, { consultation: 1 })
      const expected = pageFor(await byApi.ask("POST", address, { as, body }))
      const page = await byLink.follow(token, formOf("recordInput"))
      expect([page.status, page.body], as).toEqual([expected.status, expect.stringMatching(expected.says)])
      expect(await recordOf(byLink, other)).toEqual(await recordOf(byApi, other))
    }
    for (const world of worlds) await world.stop()
  })
})

/** The record of an item without what is made anew in each world, and without the mark of what came by a link. */
async function recordOf(world: LetterWorld, id = ITEM): Promise<Json[]> {
  const { items } = await world.get(`/api/activities/${id}/history`, { as: ISU })
  return items.map(({ hash, prev, correlationId, causationId, communication, ...rest }: Json) =>
    JSON.parse(JSON.stringify(rest).replace(/"[\w-]{43}"/g, '"{hash}"')),
  )
}
