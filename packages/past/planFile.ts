/** A plan file of format 1 in format 2, and the sections that format 2 does not have. */
export interface UpgradedPlan {
  value: unknown
  left: string[]
}

/** Whether a plan file, as a parsed value, is of format 1. */
export function isFormat1(value: unknown): boolean {
  return Reflect.get(Object(value), "schema_version") === 1
}

/**
 * A plan file of format 1, as a parsed value, in format 2; what format 1 does not have either stays as it is. It names the
 * Convention's procedure where it uses what only that has, and else has the kinds of its meetings in rules of its own.
 */
export function upgradePlan(format1: unknown): UpgradedPlan {
  const procedure = procedureOf(format1)
  const value = changed(format1, ([key, section]) => {
    if (key === "schema_version") return [[key, 2], ...(procedure ? [["procedure", procedure] as const] : [])]
    return sections.includes(key) ? [] : [[key, upgradedSection(key, section)]]
  })
  return { value, left: keysOf(format1).filter((key) => sections.includes(key)) }
}

/** Sections that became part of a procedure, or of the engine. */
const sections = ["lap_clusters", "quarter_rule"]

const offices = names({ isu: "secretariat", genderFocalPoint: "focalPoint", gender_focal_point: "focalPoint" })

const paths = names({
  coordinators_record: "recorded",
  coordinatorsRecord: "recorded",
  isu_clearance: "clearance",
  isuClearance: "clearance",
  committee_silence: "committee",
  committeeSilence: "committee",
  committee_at_meeting: "committee-meeting",
  committeeMeeting: "committee-meeting",
  states_parties_meeting: "meeting",
  statesPartiesMeeting: "meeting",
})

const meetings = names({
  meeting_of_states_parties: "msp",
  review_conference: "review",
  intersessional_meeting: "intersessional",
  committee_meeting: "committee",
})

const meetingTitles = names({
  msp: "Meeting of States Parties",
  review: "Review Conference",
  intersessional: "Intersessional meeting",
  committee: "Committee meeting",
})

/** The Convention's procedure, that of the meetings alone, or none where the file needs none. */
function procedureOf(plan: unknown): unknown {
  const items = [...listOf(plan, "activities"), ...listOf(plan, "outputs")]
  const policies = items.map((item) => renamed(paths, saidIn(item, "approval_policy")))
  const held = [
    ...listOf(plan, "actors").flatMap((actor) => listOf(actor, "roles")),
    ...listOf(plan, "people").flatMap((person) => listOf(person, "offices").map((held) => saidIn(held, "office"))),
  ]
  const ofTheConvention =
    policies.some((path) => path !== undefined && path !== "recorded") ||
    held.some((office) => renamed(offices, office) === "focalPoint") ||
    items.some((item) => keysOf(item).some((key) => key === "gender_marker" || key === "lap_actions")) ||
    keysOf(plan).includes("lap_clusters")
  if (ofTheConvention) return "ccm"
  const kinds = listOf(plan, "deadline_events").map((event) => renamed(meetings, saidIn(event, "kind")))
  const used = [...meetingTitles].filter(([kind]) => kinds.includes(kind))
  return used.length > 0 ? { meetings: Object.fromEntries(used) } : undefined
}

function upgradedSection(key: string, section: unknown): unknown {
  switch (key) {
    case "activities":
    case "outputs":
      return changed(section, upgradedField)
    case "actors":
      return inside(section, "roles", (roles) => renamed(offices, roles))
    case "people":
      return changed(section, upgradedPerson)
    case "deadline_events":
      return inside(section, "kind", (kind) => renamed(meetings, kind))
    case "reminders":
      return changed(section, ([field, value]) => [
        [field, ["copy", "to"].reduce((each, told) => inside(each, told, (to) => renamed(offices, to)), value)],
      ])
    default:
      return section
  }
}

function upgradedPerson([field, value]: Entry): Entry[] {
  if (field === "offices") return [[field, inside(value, "office", (office) => renamed(offices, office))]]
  return [[field === "email" ? "address" : field, value]]
}

function upgradedField([field, value]: Entry): Entry[] {
  switch (field) {
    case "approval_policy":
      return [["path", renamed(paths, value)]]
    case "gender_marker":
      return [["markers", { gender: value }]]
    case "lap_actions":
      return [["refers", { lap: value }]]
    default:
      return [[field, value]]
  }
}

type Entry = readonly [key: string, value: unknown]

/** A map with its entries changed, or a list of such maps; anything else as it is. */
function changed(value: unknown, change: (entry: Entry) => readonly Entry[]): unknown {
  if (Array.isArray(value)) return value.map((each) => changed(each, change))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(change))
}

function inside(value: unknown, key: string, change: (value: unknown) => unknown): unknown {
  return changed(value, ([field, inner]) => [[field, field === key ? change(inner) : inner]])
}

/** A name by today's, each of a list, or that of a value with marks. */
function renamed(today: ReadonlyMap<unknown, string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(today, each))
  if (typeof value === "object" && value !== null) return inside(value, "value", (inner) => renamed(today, inner))
  return today.get(value) ?? value
}

function names(table: Record<string, string>): Map<unknown, string> {
  return new Map(Object.entries(table))
}

function keysOf(value: unknown): string[] {
  return Array.isArray(value) ? [] : Object.keys(Object(value))
}

/** A field of a map; of a value with marks, the value alone. */
function saidIn(map: unknown, key: string): unknown {
  const value: unknown = Reflect.get(Object(map), key)
  return keysOf(value).includes("value") ? Reflect.get(Object(value), "value") : value
}

function listOf(map: unknown, key: string): unknown[] {
  const list: unknown = Reflect.get(Object(map), key)
  return Array.isArray(list) ? list : []
}
