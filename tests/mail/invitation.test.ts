import type { Message } from "@demarche/mail/message"
import { afterEach, expect, test } from "vitest"
import { AUSTRIA, type Json, openWorld, type World } from "../http/world.ts"

const HOME = "https://demarche.example"
const PLAN = "water-2026"
/** A plan of a committee with two people who came with the file; only the chair of its meetings may adopt it. */
const file = `
schema_version: 2
procedure:
  title: { en: Rules of the water committee, fr: Règlement du comité de l’eau }
  offices:
    coordinator: { en: Convenor, fr: Animation }
    secretariat: { en: Water Office, fr: Bureau de l’eau }
    delegate: { en: Member, fr: Membre }
  salutations: { delegate: { en: Dear Member, fr: Cher membre } }
  signatures: { secretariat: { en: For the Water Office, fr: Pour le Bureau de l’eau } }
work_plan:
  id: ${PLAN}
  title: Work plan on water
  coordinators: [austria]
  time_zone: Europe/Vienna
  cycle: { label: "2026", starts_on: "2026-01-01", ends_at_event: end }
deadline_events: [{ id: end, title: End of the year, kind: plan_period_end }]
actors: [{ id: austria, title: Austria, kind: state_party }, { id: ireland, title: Ireland, kind: state_party }]
people:
  - { id: coordinator-austria, name: Anna Moser, language: en, zone: Europe/Vienna, address: anna@mission.example, offices: [{ office: coordinator, party: austria, from: "2026-01-01" }] }
  - { id: iarla, name: Iarla Byrne, language: fr, zone: Europe/Dublin, address: iarla@mission.example, salutation: Monsieur l’Ambassadeur, offices: [{ office: delegate, party: ireland, from: "2026-01-01" }] }
tracks: [{ id: t, number: "1", title: Water }]
activities: []
`

let world: World
const sent: Message[] = []
afterEach(async () => {
  sent.length = 0
  await world.stop()
})

async function open() {
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openWorld("2026-06-01T10:00:00+02:00", undefined, { mailer, home: HOME, key: "a key of the tests" })
  await world.ask("POST", "/api/plans", { as: AUSTRIA, body: file, headers: { "Content-Type": "application/yaml" } })
  await world.at("2026-06-01T10:02:00+02:00")
}

const command = async (as: string, name: string, body: Json = {}) => {
  const answer = await world.ask("POST", `/api/plans/${PLAN}/transitions/${name}`, { as, body })
  expect([name, answer.status, answer.body.failing]).toEqual([name, 200, undefined])
}
const add = (person: string, office: string, more: Json = {}) =>
  command(AUSTRIA, "addPerson", {
    ...{ person, name: `Name of ${person}`, address: `${person}@mission.example`, zone: "Europe/Vienna" },
    ...{ offices: [{ office, party: "ireland", from: "2026-01-01" }], ...more },
  })
const to = (name: string) => sent.filter(({ to }) => to.address === `${name}@mission.example`)
const plain = ({ text }: Message) => text.replace(/\s+/g, " ")

test("an import writes to nobody, and adoption to everybody once, in their language", async () => {
  await open()
  expect(sent).toEqual([])
  await command(AUSTRIA, "adopt")
  await world.at("2026-06-01T10:05:00+02:00")
  expect(sent.map(({ to }) => to.address).sort()).toEqual(["anna@mission.example", "iarla@mission.example"])
  const [french] = to("iarla")
  expect(french?.text).toContain("\nMonsieur l’Ambassadeur,\n")
  expect(plain(french as Message)).toContain("vous y exercez une fonction : Membre (Ireland).")
  expect(french?.text).toContain(`Se connecter\n${HOME}/fr/sign-in\n`)
  await world.at("2026-06-04T10:05:00+02:00")
  expect(sent).toHaveLength(2)
})

test("before adoption only who may adopt is written to, and nobody a second time", async () => {
  await open()
  await add("brendan", "coordinator")
  await add("ciara", "delegate")
  await world.at("2026-06-01T10:10:00+02:00")
  expect([to("brendan"), to("ciara")].map(({ length }) => length)).toEqual([1, 0])
  expect(plain(to("brendan")[0] as Message)).toContain(
    "You have been entered in this work plan by the Convenor, as Convenor (Ireland).",
  )
  await command(AUSTRIA, "adopt")
  await world.at("2026-06-03T10:10:00+02:00")
  expect(["anna", "iarla", "brendan", "ciara"].map((name) => to(name).length)).toEqual([1, 1, 1, 1])
  expect(to("ciara")[0]?.text).toContain("\nDear Member,\n")
})

test("whoever is added to an adopted plan is written to at the next daytime, signed by whom to ask", async () => {
  await open()
  await command(AUSTRIA, "adopt")
  await world.at("2026-06-01T22:00:00+02:00")
  await add("dara", "delegate", { language: "fr", salutation: "Chère collègue" })
  await world.at("2026-06-01T22:05:00+02:00")
  expect(to("dara")).toEqual([])
  await world.at("2026-06-02T08:00:00+02:00")
  const [letter] = to("dara")
  expect(letter?.text).toContain("\nChère collègue,\n")
  expect(plain(letter as Message)).toContain(
    "en qualité de : Membre (Ireland) (inscription effectuée par : Animation).",
  )
  expect(letter?.text).toContain("\nAnimation,\nAustria\n")
  expect(letter?.inReplyTo).toBeDefined()
})

test("an office that begins later is told of at once, and one that has ended is not", async () => {
  await open()
  await command(AUSTRIA, "adopt")
  await add("eoin", "delegate", { offices: [{ office: "delegate", party: "ireland", from: "2026-09-01" }] })
  await add("fiona", "delegate", {
    offices: [{ office: "delegate", party: "ireland", from: "2026-01-01", to: "2026-05-01" }],
  })
  await world.at("2026-06-01T10:10:00+02:00")
  expect([to("eoin"), to("fiona")].map(({ length }) => length)).toEqual([1, 0])
})
