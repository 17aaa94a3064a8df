import { TextHash } from "@demarche/engine/schemas"
import * as z from "zod"
import { languages, usualLanguage } from "./languages.ts"
import { meaning, refTo } from "./meanings.ts"

/** Who may see an event: everyone, the plan's committee, or coordinators, Presidency and secretariat only. */
export const Visibility = z.enum(["public", "committee", "restricted"])
export type Visibility = z.infer<typeof Visibility>

/** An office of the plan, or one of the two that no person holds: `clock` (time decides) and `system` (one stream answers another). */
export const Office = z.enum([
  "coordinator",
  "presidency",
  "secretariat",
  "thematicCoordinator",
  "focalPoint",
  "chair",
  "delegate",
  "partner",
  "observer",
  "auditor",
  "clock",
  "system",
])
export type Office = z.infer<typeof Office>

/** An id of the plan file: lower case, digits and hyphens, so that it can stand in a stream's name and an address. */
export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower-case letters, digits and hyphens")

/** Whether a span of calendar days, of which either may be missing, does not end before it begins. */
export function endsAfterItBegins({ from, to }: Partial<Record<"from" | "to", string | undefined>>): boolean {
  return !from || !to || from <= to
}

/** Whom a silence procedure addresses: a party by its id, an office held for no party, or an individual. */
export const Voice = meaning(
  z
    .string()
    .regex(/^((office:[A-Za-z]{1,40})|((person:)?[a-z0-9][a-z0-9-]{0,63}))$/, "a party, office:NAME or person:ID"),
  { is: "opaque" },
)

/** In whose name something is recorded by another: a party's, an office's, or an individual's. */
export const OnBehalf = refTo(Voice, "voice")

/** An id that a command or a plan file gives to something new. */
export const NewId = meaning(Id, { is: "name" })

/** An id within a plan: the plan's id, a dot, the item's own id ("ccm-gso-2025-2026.t2-a2"). */
export const ItemId = z.string().regex(/^[a-z0-9-]{1,64}\.[a-z0-9-]{1,64}$/, "<plan>.<item>")

/** The item's own id of such an id; any other text as it is. */
export function codeIn(target: string): string {
  return ItemId.safeParse(target).success ? target.slice(target.indexOf(".") + 1) : target
}

/** A calendar day, ISO 8601, without zone. */
export const Day = meaning(z.iso.date(), { is: "date" })

/** An instant as people write it: RFC 3339, with its offset. */
export const Instant = meaning(z.iso.datetime({ offset: true }), { is: "date" })

/** An instant as the record writes it, UTC with milliseconds, so that comparing the texts compares the instants. */
export const Utc = meaning(
  z.iso.datetime({ precision: 3, error: "UTC with milliseconds, as in 2026-06-08T16:00:00.000Z" }),
  { is: "date" },
)

/** A SHA-256, base64url. */
export const Sha256 = meaning(z.string().regex(/^[A-Za-z0-9_-]{43}$/, "a SHA-256, base64url"), { is: "opaque" })

/** A quarter of a year, "2026-Q2". */
export const Quarter = meaning(z.string().regex(/^\d{4}-Q[1-4]$/, "a quarter, such as 2026-Q2"), { is: "date" })

/** The hash under which a text is kept in the store's `texts`; the event holds the hash, so that the text can be erased. */
export { TextHash }

const readers = z.registry<{ are: Visibility }>()

/** The hash of a text that only readers of that clearance may have, whoever may see the event that names it. */
export function textFor(are: Visibility): typeof TextHash {
  const schema = TextHash.clone()
  readers.add(schema, { are })
  return schema
}

/** The least clearance that the schema of a text's hash asks of those who read the text. */
export function readersOf(schema: z.core.$ZodType): Visibility {
  return readers.get(schema)?.are ?? "public"
}

/** The hash of a text of the same item, to be erased. */
export const TextRef = refTo(TextHash, "text")

/** Whoever answers for an item: a person, a party or an office. */
export const OwnerId = refTo(z.string().max(100), "person", "actor", "office")

/** A short line of plain text, kept in the event itself. */
export const Line = meaning(z.string().trim().min(1).max(500), { is: "words" })

/** A short line that another program said, such as a mail server: kept as it came. */
export const Said = meaning(z.string().trim().min(1).max(500), { is: "opaque" })

/** A long or personal text: given as text or as the hash of one already uploaded, kept under its hash (`handle` puts it away and hands `decide` the hash). */
export const Text = meaning(z.string().trim().min(1).max(40_000).meta({ text: true }), { is: "words" })

/** How somebody is addressed in letters, without the comma: "Excellency"; kept as a long text is, since it is theirs. */
export const Salutation = meaning(z.string().trim().min(1).max(100).meta({ text: true }), { is: "words" })

/** What is asked in a consultation, kept as a long text is; short, so that a letter can say the whole of it. */
export const Question = meaning(z.string().trim().min(1).max(2_000).meta({ text: true }), { is: "words" })

/** A language of letters and pages. */
export const ReaderLanguage = z.enum(languages)

const languageTag = () => z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "a language, such as en or zh-Hans")

/** Any language, by its tag (BCP 47). */
export const LanguageTag = meaning(languageTag(), { is: "opaque" })

/** A language of documents, by its tag, that the procedure names. */
export const DocumentLanguage = refTo(languageTag(), "language")

/** The symbol of a document, with its Rev., Add. or Corr., as the body gives it: "CCM/MSP/2026/3/Rev.1". */
export const DocumentSymbol = meaning(z.string().trim().min(1).max(100), { is: "words" })

/** By what something came that was said for others or earlier: what it was and, where it has them, its number and its date. */
export const Communication = z.strictObject({
  is: z.enum(["noteVerbale", "letter", "email", "inTheRoom", "proxy"]),
  number: Line.optional(),
  date: Day.optional(),
})
export type Communication = z.infer<typeof Communication>

/** A deadline: the instant it falls, and the zone and wall clock in which it was set ("2026-06-08T18:00", Europe/Zurich). */
export const Deadline = z.object({ at: Utc, zone: z.string(), wall: z.string() })
export type Deadline = z.infer<typeof Deadline>

/** Who acted: a person, as one office of one party, and where it differs in whose name. */
const Actor = z.object({
  person: z.string().max(100),
  office: Office,
  party: Id.optional(),
  onBehalfOf: OnBehalf.optional(),
})
export type Actor = z.infer<typeof Actor>

const OFFICE_OR_PERSON = /^(?:office:(?<office>[A-Za-z]{1,40})|person:(?<person>[a-z0-9][a-z0-9-]{0,63}))$/

/** Of what kind a voice is, and what is named by it: of "person:ada" the person "ada". */
export function voiceIn(voice: string): ["actor" | "office" | "person", string] {
  const { office, person } = OFFICE_OR_PERSON.exec(voice)?.groups ?? {}
  return office ? ["office", office] : person ? ["person", person] : ["actor", voice]
}

/** In whose names somebody speaks by an office: the party that it is held for or, held for none, the office; and their own. */
export function ownVoices({ person, office, party }: Pick<Actor, "person" | "office" | "party">): string[] {
  return [party ?? `office:${office}`, `person:${person}`]
}

/** What something of a plan is called, in the document's own words. */
export const Title = meaning(z.string().min(1).max(600), { is: "words" })

/** A title by language (BCP 47), at least one. */
export const LocalizedTitle = z
  .record(languageTag(), Title)
  .refine((titles) => Object.keys(titles).length > 0, "a title in one language at least")
export type LocalizedTitle = z.infer<typeof LocalizedTitle>

/** What something of a plan is called, and what in other languages than the document's. */
export const titled = { title: Title, titles: LocalizedTitle.optional() }

/** A month of a year, "2026-09". */
export const Month = meaning(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month, such as 2026-09"), { is: "date" })

/**
 * What a plan file says of an item, by its place in the file: a digest of each value. It shows that the file says something
 * else by now, also where no rule uses what it says.
 */
export const Written = z.record(z.string().max(130), meaning(z.string().max(22), { is: "opaque" }))

/** A meeting everything is due before; known by its days, only by its month, or not yet. */
export const Meeting = z.object({
  id: meaning(Id, { is: "name" }),
  ...titled,
  /** One of the procedure's kinds of meeting. */
  kind: refTo(Id, "meeting kind").optional(),
  from: Day.optional(),
  to: Day.optional(),
  month: Month.optional(),
})
export type Meeting = z.infer<typeof Meeting>

/**
 * An office that a person holds, for a party where it is held for one, from a day to a day, both included; for the whole plan or,
 * as `scopeFault` has it, for a track or an activity and what lies in it.
 */
export const Mandate = z.object({
  office: Office.exclude(["clock", "system"]),
  party: refTo(Id, "actor").optional(),
  track: refTo(Id, "track").optional(),
  activity: refTo(Id, "activity").optional(),
  from: Day,
  to: Day.optional(),
})

export type Mandate = z.infer<typeof Mandate>

/** The part of the plan that a mandate is for: a track or an activity, with what lies in it; the whole plan, where it names none. */
export type MandateScope = Partial<Pick<Mandate, "track" | "activity">>

/** Whether a mandate is for a part of the plan alone. */
export function isScoped({ track, activity }: MandateScope): boolean {
  return track !== undefined || activity !== undefined
}

/** What is wrong with the scope of a mandate: it names two, or is a chair's and names none. */
export function scopeFault({ office, track, activity }: Pick<Mandate, "office"> & MandateScope) {
  if (track !== undefined && activity !== undefined) return "two"
  return office === "chair" && !isScoped({ track, activity }) ? "none" : undefined
}

/** Whether an end given for an office is this mandate's: one that has not begun by then, or has ended before, does not end. */
export function isEndedBy(
  mandate: Mandate,
  { office, party, track, activity, on }: Pick<Mandate, "party"> & MandateScope & { office: Office; on: string },
): boolean {
  return (
    mandate.office === office &&
    mandate.party === party &&
    mandate.track === track &&
    mandate.activity === activity &&
    mandate.from <= on &&
    (!mandate.to || mandate.to > on)
  )
}

/** Days on which a person is away, both included. */
export const Vacation = z.object({ from: Day, to: Day })

export type Vacation = z.infer<typeof Vacation>

/** How a person is written to. */
export const Preferences = z.object({
  language: ReaderLanguage.default(usualLanguage),
  zone: meaning(z.string().max(60), { is: "zone" }).optional(),
  deputy: refTo(z.string().max(100), "person").optional(),
  vacation: z.array(Vacation).max(20).optional(),
  /** The classes of optional mail wanted. */
  wants: z.array(refTo(Line, "mail class")).max(20).optional(),
})

const Clock = meaning(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day, such as 07:30"), { is: "opaque" })
/** Days after its end in which the report of a period is still in time, where a plan does not say otherwise. */
export const GRACE = 14

const DayCount = z.int().min(1).max(365)
const Copied = z.array(Office.exclude(["clock", "system"])).max(5)

/** When people are reminded of what they owe (docs/domain.md#reminders); each field has the value used where a plan says nothing. */
export const ReminderSettings = z.strictObject({
  /** Days before a due date. */
  before: z.array(DayCount).max(10).default([28, 14, 7, 1]),
  /** On the due date itself. */
  on: z.boolean().default(true),
  /** Days after it, and the offices that then get a copy. */
  overdue: z
    .array(z.strictObject({ after: DayCount, copy: Copied.default([]) }))
    .max(10)
    .default([
      { after: 3, copy: [] },
      { after: 7, copy: ["secretariat"] },
      { after: 14, copy: ["presidency"] },
    ]),
  /** Every seven days once it is later than that, to those offices alone. */
  weekly: z.strictObject({ after: DayCount, to: Copied }).default({ after: 14, to: ["presidency"] }),
  /** Days after the end of a period in which its report is still in time. */
  grace: z.int().min(0).max(90).default(GRACE),
  /** Hours before a silence procedure ends; the last of them knows no night and no weekend. */
  silence: z.array(z.int().min(1).max(336)).max(5).default([72, 24, 2]),
  /** Days before a consultation closes. */
  consultation: z.array(DayCount).max(5).default([7, 1]),
  /** The local time at which the day's reminders are sent. */
  digest: Clock.default("07:30"),
  /** From when to when, in the reader's zone, nothing is sent that can wait. */
  quiet: z
    .strictObject({ from: Clock, to: Clock })
    .refine(({ from, to }) => from > to, {
      path: ["from"],
      error: "quiet hours begin in the evening and end in the morning",
    })
    .default({ from: "20:00", to: "07:30" }),
})
export type ReminderSettings = z.infer<typeof ReminderSettings>
