import type { activity } from "@demarche/workflows"
import { clearance } from "@demarche/workflows/offices"
import type { Mandate } from "@demarche/workflows/terms"
import { mayReadText } from "@demarche/workplan"
import { type NotificationKind, notifications } from "@demarche/workplan/notifications/notificationKinds"
import type { Application } from "../application.ts"
import { readActivity } from "../readActivity.ts"
import type { AskedText, LetterLinks } from "./letterLinks.ts"

type DraftedItem = Partial<Pick<activity.Context, "drafts">> & {
  silence?: Pick<NonNullable<activity.Context["silence"]>, "draft" | "opened">
}

/** The draft that a letter is about: of what is told of a silence procedure the one that was under silence, else the newest. */
export function draftOfLetter(
  kind: NotificationKind,
  { silence, drafts = [] }: DraftedItem,
): AskedText["round"] | undefined {
  if (silence && notifications[kind].draft === "underSilence") return { draft: silence.draft, opened: silence.opened }
  return drafts.length > 0 ? { draft: drafts.length } : undefined
}

/** Whom a letter is written to, and the mandates that they hold that day. */
interface LetterReader {
  person: string
  mandates: readonly Mandate[]
}

/** The link by which the reader of a letter opens the draft that it is about; undefined where it is not for them. */
export async function textLink(
  application: Application,
  id: string,
  round: AskedText["round"],
  { person, mandates }: LetterReader,
  links: LetterLinks,
): Promise<string | undefined> {
  const activity = await readActivity(application, id)
  const hash = activity?.view.context.drafts[round.draft - 1]
  const as = mandates.find(({ office, party }) => {
    const by = { person, office, ...(party && { party }) }
    return activity && hash && mayReadText(activity, hash, { clearance: clearance[office], by })
  })
  if (!as) return undefined
  const { office, party } = as
  return links.text(id, { round, as: { office, ...(party && { party }) } })
}
