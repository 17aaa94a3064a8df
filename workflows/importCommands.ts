import type { CommandOf } from "@demarche/engine/definition"
import * as z from "zod"
import { type CommandList, importing } from "./commandList.ts"
import { meaning } from "./meanings.ts"
import { event, union } from "./schemas.ts"
import { Said, TextHash, textFor } from "./terms.ts"

// The names and fields of Event are the storage format: they may gain optional fields, never lose or rename one.

/** A plan file, or what came of it so far: kept as a text, as it came, since lines are counted in it. */
const FileText = meaning(
  z
    .string()
    .min(1)
    .max(16 * 1024 * 1024)
    .meta({ text: true }),
  { is: "opaque" },
)

const File = {
  /** The file's SHA-256, base64url: which one it was, once it is erased. */
  digest: meaning(z.string().length(43), { is: "opaque" }),
  format: z.enum(["yaml", "json"]),
  /** The credential of who asked is the mandate itself. */
  mandateImplied: z.boolean(),
  /** All of it was tried out when it was asked for, and nothing was refused. */
  rehearsed: z.boolean(),
}

/** How many of the file's commands are done, of all. */
const Progress = { done: z.int().min(0), of: z.int().min(0) }

/** Why it ended before its end: the codes of the rules that failed, and what is wrong with the file. */
const Unmet = {
  failing: z.array(Said).max(100),
  errors: z.array(z.object({ path: meaning(z.string().max(500), { is: "opaque" }), message: Said })).max(1_000),
}

/** Names and addresses may stand in it. */
const RestrictedText = textFor("restricted")

export const Event = union(() => [
  /** `choice`, where not all that is different is taken over: what is. */
  event("ImportRequested", {
    file: RestrictedText,
    result: RestrictedText,
    choice: RestrictedText.optional(),
    ...File,
    of: Progress.of,
  }),
  event("ImportContinued", { result: RestrictedText, ...Progress }),
  event("ImportFinished", { result: RestrictedText, ...Progress }),
  event("ImportRefused", Unmet),
  event("TextRedacted", { text: TextHash }),
])
export type Event = z.infer<typeof Event>

const senders = importing.filter((office) => office !== "system")

/** The file holds people's names and addresses, and so does what is chosen of it, as digests: both are erased as soon as the import has ended. */
export const commands = {
  ask: {
    fields: () => ({
      file: FileText,
      result: FileText,
      choice: FileText.optional(),
      ...File,
      of: Progress.of,
    }),
    emits: ["ImportRequested"],
    offices: senders,
  },
  goOn: { fields: () => ({ result: FileText, ...Progress }), emits: ["ImportContinued"], offices: ["system"] },
  finish: {
    fields: () => ({ result: FileText, ...Progress }),
    emits: ["ImportFinished", "TextRedacted"],
    offices: ["system"],
  },
  refuse: { fields: () => Unmet, emits: ["ImportRefused", "TextRedacted"], offices: ["system"] },
} satisfies CommandList<Event["type"]>
export type Command = CommandOf<typeof commands>
