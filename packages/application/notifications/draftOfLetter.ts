import type { activity } from "@demarche/workflows"
import { clearance, type RecordReader } from "@demarche/workflows/offices"
import type { Actor, Mandate } from "@demarche/workflows/terms"
import { mayReadText } from "@demarche/workplan"
import { type NotificationKind, notifications } from "@demarche/workplan/notifications/notificationKinds"
import type { Application } from "../application.ts"
import { readActivity } from "../readActivity.ts"
import type { LetterLinks } from "./letterLinks.ts"

type DraftedItem = Partial<Pick<activity.Context, "drafts">> & {
  silence?: Pick<NonNullable<activity.Context["silence"]>, "draft" | "opened">
}

/** A draft, and where it is or was under silence the instant at which that opened. */
interface DraftRound {
  draft: number
  opened?: string
}

/** A reader who is somebody of the plan. */
interface NamedReader extends RecordReader {
  by: Actor
}

/** The draft that a letter is about: of what is told of a silence procedure the one that was under silence, else the newest. */
export function draftOfLetter(kind: NotificationKind, { silence, drafts = [] }: DraftedItem): DraftRound | undefined {
  if (silence && notifications[kind].draft === "underSilence") return { draft: silence.draft, opened: silence.opened }
  return drafts.length > 0 ? { draft: drafts.length } : undefined
}

/** Whom a letter is written to, and the mandates that they hold that day. */
export interface LetterReader {
  person: string
  mandates: readonly Mandate[]
}

/** The link by which the reader of a letter opens the draft that it is about; undefined where it is not for them. */
export async function textLink(
  application: Application,
  id: string,
  round: DraftRound,
  reader: LetterReader,
  links: LetterLinks,
): Promise<string | undefined> {
  const activity = await readActivity(application, id)
  const readable = await readableAs(application, id, activity?.view.context.drafts[round.draft - 1], reader)
  return readable && links.text(id, { round, as: readable.by })
}

/** As whom the reader of a letter may read a text of the item; undefined where they may not. */
export async function readableAs(
  application: Application,
  id: string,
  hash: string | undefined,
  { person, mandates }: LetterReader,
): Promise<NamedReader | undefined> {
  const activity = hash === undefined ? undefined : await readActivity(application, id)
  if (!activity || hash === undefined) return undefined
  return mandates
    .map(({ office, party }) => ({ clearance: clearance[office], by: { person, office, ...(party && { party }) } }))
    .find((reader) => mayReadText(activity, hash, reader))
}
