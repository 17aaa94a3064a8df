import { type ActionLink, signActionToken } from "@demarche/application/answers/actionLink"
import { languages } from "@demarche/workflows/languages"
import { PLAN as AMENDABLE } from "../http/amendable.ts"
import { ccmFile } from "../http/ccm.ts"
import { PLAN } from "../http/world.ts"
import { KEY, WEBHOOK } from "./sites.ts"

/** How a page is looked at: by whom, where, and what it answers. */
export interface Look {
  /** The address below the language, with its query. */
  at: string
  /** The person and office that asks; nobody is signed in without. */
  as?: string
  /** Who comes in by a click of the demo before it is asked for, so that a session asks. */
  enters?: string
  /** The demo, or an installation in which nothing has happened yet. */
  on?: "demo" | "new"
  status?: number
  /** What is filled into its form, by the names of the fields, before that is sent by its main button; and what then is answered. */
  sent?: Readonly<Record<string, string>>
  answered?: number
}

/** In which window, language and colours. */
export interface Setting {
  language: string
  width: number
  colours: "light" | "dark" | "forced"
}

const COORDINATOR = "coordinator-austria:coordinator"
const DELEGATE = "thematic-a:thematicCoordinator"
const SECRETARIAT = "isu:secretariat"
const CHAIR = "chair:coordinator"
const SMALL = "small"

/** A change of the plan that is amended on a path, and the days to which it moves a meeting. */
const A_CHANGE = "changes.0.change=plan.moveMeeting&changes.0.fields.meeting=ws4"
const NEW_DAYS = { "changes.0.fields.from": "2024-08-26", "changes.0.fields.to": "2024-08-30" }

/** The demo's plan file with another title, a person's other address, and a track with an activity in it. */
const CHANGED_FILE = ccmFile()
  .replace('title: "Draft a short', 'title: "Write a short')
  .replaceAll("isu@demarche.example", "else@demarche.example")
  .replace("\ntracks:\n", '\ntracks:\n  - { id: t9, number: "9", title: "A new track" }\n')
  .replace("\nactivities:\n", '\nactivities:\n  - { id: t9-a1, track: t9, title: "A new activity", kind: event }\n')

/** A key under which nothing was sent, and an hour that occurs twice. */
const NO_KEY = "AAAAAAAAAAAAAAAAAAAAAA"
const TWICE = { "until.day": "2026-10-25", "until.time": "02:30" }
/** The silence procedure that runs in the demo. */
const SILENCE = { draft: 1, opened: "2026-06-01T08:00:00.000Z" }

/** What a letter's link to a delegation leads to. */
function linkOf(link: Pick<ActionLink, "does" | "on" | "round" | "until">): Look {
  const as = { person: "thematic-a", office: "thematicCoordinator", party: "delegation-a" } as const
  return { at: `/answer/${signActionToken({ plan: PLAN, ...as, ...link }, KEY)}` }
}

/** Every page by its address in packages/web/pages.ts, full and empty, by readers to whom it shows different things. */
export const looks: Readonly<Record<string, readonly Look[]>> = {
  "/": [{ at: "/" }, { at: "/", as: COORDINATOR }, { at: "/", on: "new" }],
  "/start": [{ at: "/start" }, { at: "/start", on: "new" }],
  "/start/:plan": [
    { at: `/start/${PLAN}`, as: SECRETARIAT },
    { at: `/start/${PLAN}`, as: DELEGATE, status: 403 },
  ],
  "/clock": [
    { at: "/clock" },
    { at: "/clock", sent: { day: "2026-01-01", time: "10:00" }, answered: 422 },
    { at: "/clock", on: "new", status: 404 },
  ],
  "/sign-in": [{ at: "/sign-in" }, { at: `/sign-in?to=/plans/${PLAN}` }, { at: "/sign-in", on: "new" }],
  "/sign-in/link/:token": [{ at: "/sign-in/link/a-token" }],
  "/answer/:token": [
    { at: "/answer/a-token", status: 404 },
    ...(["support", "object", "requestMoreTime", "read"] as const).map((does) =>
      linkOf({ does, on: `${PLAN}.t2-a2`, round: SILENCE }),
    ),
    linkOf({ does: "recordInput", on: `${PLAN}.t2-a3`, round: { consultation: 1 } }),
    linkOf({ does: "recordInput", on: `${PLAN}.t1-a1`, round: { consultation: 1 } }),
    linkOf({ does: "unsubscribe", on: "due turns", until: "2027-01-01T00:00:00.000Z" }),
  ],
  "/sign-out": [{ at: "/sign-out" }, { at: "/sign-out", as: COORDINATOR }],
  "/plans/:plan/as": [
    { at: `/plans/${PLAN}/as`, as: COORDINATOR },
    { at: `/plans/${PLAN}/as`, as: DELEGATE },
    { at: `/plans/${PLAN}/as` },
  ],
  "/plans/:plan/board": [
    { at: `/plans/${PLAN}/board`, as: DELEGATE },
    { at: `/plans/${PLAN}/board` },
    { at: `/plans/${SMALL}/board`, as: CHAIR },
  ],
  "/plans/:plan/list": [
    { at: `/plans/${PLAN}/list`, as: COORDINATOR },
    { at: `/plans/${PLAN}/list?q=points&state=drafting`, as: DELEGATE },
    { at: `/plans/${PLAN}/list?q=nobody-says-this` },
    { at: `/plans/${SMALL}/list`, as: CHAIR },
  ],
  "/plans/:plan/outputs": [
    { at: `/plans/${PLAN}/outputs`, as: SECRETARIAT },
    { at: `/plans/${PLAN}/outputs` },
    { at: `/plans/${SMALL}/outputs`, as: CHAIR },
  ],
  "/plans/:plan": [
    { at: `/plans/${PLAN}`, as: COORDINATOR },
    { at: `/plans/${PLAN}`, as: DELEGATE },
    { at: `/plans/${PLAN}`, as: SECRETARIAT },
    { at: `/plans/${PLAN}` },
    { at: `/plans/${SMALL}`, as: CHAIR },
  ],
  "/plans/:plan/outputs/:code": [
    { at: `/plans/${PLAN}/outputs/o3`, as: SECRETARIAT },
    { at: `/plans/${PLAN}/outputs/o3`, status: 401 },
  ],
  "/plans/:plan/history": [
    { at: `/plans/${PLAN}/history`, as: SECRETARIAT },
    { at: `/plans/${PLAN}/history` },
    { at: `/plans/${SMALL}/history` },
  ],
  "/plans/:plan/history/:number": [{ at: `/plans/${PLAN}/history/2`, as: COORDINATOR }],
  "/plans/:plan/calendar": [{ at: `/plans/${PLAN}/calendar`, as: DELEGATE }, { at: `/plans/${PLAN}/calendar` }],
  "/me": [
    { at: "/me", as: COORDINATOR },
    { at: "/me" },
    { at: "/me", enters: "coordinator-austria" },
    { at: "/me?account=elsewhere", enters: "thematic-a" },
  ],
  "/items/:id/:number": [
    { at: `/items/${PLAN}.t2-a2/1`, as: DELEGATE },
    { at: `/items/${PLAN}.t2-a2/14`, as: DELEGATE },
    { at: `/items/${PLAN}.t2-a2/9` },
  ],
  "/items/:id": [
    { at: `/items/${PLAN}.t2-a2`, as: DELEGATE },
    { at: `/items/${PLAN}.t2-a2`, as: COORDINATOR },
    { at: `/items/${PLAN}.t2-a2` },
    { at: `/items/${PLAN}.x-q3-1`, as: DELEGATE },
    { at: `/items/${PLAN}.o3`, as: SECRETARIAT },
    { at: `/items/${SMALL}.a`, as: CHAIR },
    { at: `/items/${PLAN}.t2-a1?links=both`, as: COORDINATOR },
    { at: `/items/${AMENDABLE}.arp-4`, as: CHAIR },
  ],
  "/plans/:plan/desk": [
    { at: `/plans/${PLAN}/desk`, as: SECRETARIAT },
    { at: `/plans/${PLAN}/desk`, as: DELEGATE, status: 403 },
    { at: `/plans/${SMALL}/desk`, as: CHAIR, status: 403 },
    { at: `/plans/${AMENDABLE}/desk`, as: CHAIR },
  ],
  "/plans/:plan/desk/import": [
    { at: `/plans/${PLAN}/desk/import`, as: SECRETARIAT },
    { at: `/plans/${PLAN}/desk/import`, as: SECRETARIAT, sent: { text: "work_plan: []" }, answered: 422 },
    { at: `/plans/${PLAN}/desk/import`, as: SECRETARIAT, sent: { text: CHANGED_FILE } },
  ],
  "/plans/:plan/desk/closures": [
    { at: `/plans/${PLAN}/desk/closures`, as: SECRETARIAT },
    {
      at: `/plans/${PLAN}/desk/closures`,
      as: SECRETARIAT,
      sent: { "added.to": "2026-12-24", reason: "A holiday" },
      answered: 422,
    },
  ],
  "/plans/:plan/desk/keys": [
    { at: `/plans/${PLAN}/desk/keys`, as: SECRETARIAT },
    { at: `/plans/${PLAN}/desk/keys`, as: SECRETARIAT, sent: { label: "A tracker", office: "observer" } },
    { at: `/plans/${PLAN}/desk/keys`, as: COORDINATOR, status: 403 },
  ],
  "/plans/:plan/desk/keys/:key": [{ at: `/plans/${PLAN}/desk/keys/0123456789abcdef`, as: SECRETARIAT, status: 404 }],
  "/plans/:plan/desk/webhooks": [
    { at: `/plans/${PLAN}/desk/webhooks`, as: SECRETARIAT },
    {
      at: `/plans/${PLAN}/desk/webhooks`,
      as: SECRETARIAT,
      sent: { url: "http://d.example", label: "A tracker" },
      answered: 400,
    },
  ],
  "/plans/:plan/desk/webhooks/:webhook": [
    { at: `/plans/${PLAN}/desk/webhooks/${WEBHOOK}`, as: SECRETARIAT },
    { at: `/plans/${PLAN}/desk/webhooks/${PLAN}.w-0123456789abcdef`, as: SECRETARIAT, status: 404 },
  ],
  "/items/:id/record/:act": [
    { at: `/items/${PLAN}.t2-a2/record/object`, as: DELEGATE },
    { at: `/items/${PLAN}.t2-a2/record/object`, as: DELEGATE, sent: { paragraphs: "3", text: "It goes too far." } },
    { at: `/items/${PLAN}.t2-a2/record/extendSilence`, as: COORDINATOR, sent: TWICE, answered: 422 },
    { at: `/items/${PLAN}.t2-a2/record/recordCheck?check.of=gender`, as: COORDINATOR },
    { at: `/items/${PLAN}.t3-a1/record/setDue?rules.0.kind=meeting`, as: COORDINATOR },
    { at: `/items/${PLAN}.t2-a3/record/openConsultation`, as: COORDINATOR },
    { at: `/items/${PLAN}.o3/record/linkEvidence`, as: COORDINATOR },
  ],
  "/plans/:plan/record/:act": [
    { at: `/plans/${PLAN}/record/addPerson`, as: SECRETARIAT },
    { at: `/plans/${AMENDABLE}/record/proposeAmendment`, as: CHAIR },
    { at: `/plans/${AMENDABLE}/record/proposeAmendment?${A_CHANGE}`, as: CHAIR },
    {
      at: `/plans/${AMENDABLE}/record/proposeAmendment?${A_CHANGE}&reason=The+hall+is+taken`,
      as: CHAIR,
      sent: NEW_DAYS,
    },
    {
      at: `/plans/${AMENDABLE}/record/proposeAmendment?changes.0.change=output.promise`,
      as: CHAIR,
      sent: {
        "changes.0.item": "o1",
        "changes.0.fields.number": "1",
        "changes.0.fields.title": "A report",
        reason: "Asked for",
      },
      answered: 422,
    },
    { at: `/plans/${PLAN}/record/submit`, as: SECRETARIAT, sent: { title: "A briefing" }, answered: 422 },
  ],
  "/items/:id/receipts/:key": [{ at: `/items/${PLAN}.t2-a2/receipts/${NO_KEY}`, as: DELEGATE, status: 404 }],
  "/plans/:plan/receipts/:key": [{ at: `/plans/${PLAN}/receipts/${NO_KEY}`, as: SECRETARIAT, status: 404 }],
  "/accessibility": [{ at: "/accessibility" }],
  "/privacy": [{ at: "/privacy" }],
  "/record": [{ at: "/record" }],
  "/help": [{ at: "/help" }],
}

/** Pages of problems: nothing there, for whom is signed in and who is not, and a day that cannot be shown. */
export const problems: readonly Look[] = [
  { at: "/plans/no-such-plan", status: 404 },
  { at: "/plans/no-such-plan", as: COORDINATOR, status: 404 },
  { at: `/items/${PLAN}.no-such-item`, as: DELEGATE, status: 404 },
  { at: `/plans/${PLAN}?asOf=2099-01-01`, as: COORDINATOR, status: 400 },
  { at: `/plans/${PLAN}/list?state=no-such-state`, as: COORDINATOR, status: 400 },
]

/** A day on which the demo's plan was under way. */
const EARLIER = "asOf=2026-03-10&view=as-known"

/** Every page once more as it stood on a day of the past, on which nothing is recorded. */
export const pasts: readonly Look[] = Object.entries(looks).flatMap(([pattern, [first]]) =>
  first ? [{ ...first, at: `${first.at}?${EARLIER}`, ...(pattern.includes("/record/") && { status: 400 }) }] : [],
)

/** What each commit is looked at in. */
export const settings: readonly Setting[] = [
  { language: "en", width: 1000, colours: "light" },
  { language: "fr", width: 320, colours: "light" },
  { language: "en", width: 1000, colours: "dark" },
]

/** Everything there is: every language, width and palette. */
export const allSettings: readonly Setting[] = languages.flatMap((language) =>
  [320, 1000, 1280].flatMap((width) =>
    (["light", "dark", "forced"] as const).map((colours) => ({ language, width, colours })),
  ),
)
