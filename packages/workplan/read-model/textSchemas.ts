import { Statement } from "@demarche/workflows/activity/fields"
import { LocalizedTitle, Utc } from "@demarche/workflows/terms"
import * as z from "zod"

/** A check that the item is asked, or that may be stated of it: what it is, before which step, who records it, and how it stands. */
export const CheckReading = z.object({
  id: z.string(),
  is: z.string(),
  title: LocalizedTitle,
  before: z.string(),
  by: z.array(z.string()),
  /** It holds, for the draft that stands where a new draft asks for it again. */
  held: z.boolean(),
  /** It does not hold, and the next step of the path, or the end of an item that is on none, asks for it. */
  awaited: z.boolean(),
  renewed: z.boolean(),
  /** Nothing asks for it of an item of that kind, and it may be stated all the same. */
  optional: z.boolean(),
  option: z.string().nullable(),
  options: z.array(z.string()),
  actions: z.array(z.int()).nullable(),
  waived: z.boolean(),
  signedBy: z.array(z.string()),
  points: z.array(z.int()),
})

/** A text of a draft, by its hash: its own or, in another language, authentic or a translation. */
const VersionReading = z.object({ languages: z.array(z.string()), text: z.string(), authentic: z.boolean() })

/** An annex to a draft; its title is null where the draft is not for the reader. */
const AnnexReading = z.object({
  number: z.int(),
  title: z.string().nullable(),
  text: z.string(),
  languages: z.array(z.string()),
})

/** A working paper: whose it is, when it was submitted, which one it took the place of, and which one took its own. */
export const PaperReading = z.object({
  number: z.int(),
  party: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  languages: z.array(z.string()),
  symbol: z.string().nullable(),
  submitted: Utc,
  supersedes: z.int().nullable(),
  supersededBy: z.int().nullable(),
})
export type PaperReading = z.infer<typeof PaperReading>

/** A corrigendum to an agreed text: the hash of its own text, the language that it is about where that is one, and when it was issued. */
export const CorrigendumReading = z.object({
  number: z.int(),
  text: z.string(),
  language: z.string().nullable(),
  symbol: z.string().nullable(),
  issued: Utc,
})
export type CorrigendumReading = z.infer<typeof CorrigendumReading>

/** A statement: whose it is and of which kind, the draft it is about, the hash of its text, and its number on the record, which is the version. */
export const StatementReading = z.object({
  number: z.int(),
  party: z.string().nullable(),
  as: Statement,
  draft: z.int().nullable(),
  text: z.string(),
  made: z.int(),
})
export type StatementReading = z.infer<typeof StatementReading>

/** A draft: the hash of its own text, its versions, and what has come after it. */
export const DraftReading = z.object({
  number: z.int(),
  text: z.string(),
  symbol: z.string().nullable(),
  versions: z.array(VersionReading),
  annexes: z.array(AnnexReading),
  /** The number of the newest draft, where there is a newer one. */
  newer: z.int().nullable(),
  /** What took the place of its item, by full ids. */
  supersededBy: z.array(z.string()),
  /** What corrects it, once it was agreed; its own texts stay as they are. */
  corrigenda: z.array(CorrigendumReading),
})

/** The draft that stands as agreed or, where its path says so, as issued, and since when. */
export const AgreedReading = z.object({
  draft: z.int(),
  at: z.string(),
  issued: z.boolean(),
  text: z.string().nullable(),
  /** What is agreed: the draft's authentic versions, and its annexes. */
  authentic: z.array(VersionReading.omit({ authentic: true })),
  annexes: z.array(AnnexReading),
  /** For the committee, the parties that the silence which agreed it addressed and no letter could reach; else null. */
  unreached: z.array(z.string()).nullable(),
})
