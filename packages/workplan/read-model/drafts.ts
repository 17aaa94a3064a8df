import type { View } from "@demarche/engine"
import type { activity, plan } from "@demarche/workflows"
import { nextStep } from "@demarche/workflows/activity/path"
import { mayRead } from "@demarche/workflows/offices"
import { metaOf } from "@demarche/workflows/states"
import type { Actor, Visibility } from "@demarche/workflows/terms"
import { procedureOf, speaksFor } from "../rules/procedure.ts"
import type { RowBody } from "./row.ts"

/** Who reads: how far into the record they see and, where they hold an office of the plan, who they are. */
export interface TextReader {
  clearance: Visibility
  by?: Actor | undefined
}

/** An activity and its plan, from which it is known who may read its texts. */
export interface ReadActivity {
  body: RowBody<"activity">
  view: View<activity.Context>
  plan: plan.Context
}

/**
 * Whether a text of an activity is for that reader: for the committee, for everyone once it is agreed, for those who were asked
 * to judge or answer it and, of a draft, for the observers of the group while its silence runs. Undefined where the activity
 * names no such text.
 */
export function mayReadText(
  { body: { texts, asked = [] }, view, plan }: ReadActivity,
  hash: string,
  { clearance, by }: TextReader,
): boolean | undefined {
  const named = texts.filter((text) => text.hash === hash)
  if (named.length === 0) return undefined
  const isDraft = view.context.drafts.includes(hash)
  return (
    named.some(mayRead(clearance)) ||
    (isDraft && procedureOf(plan).drafts === "public") ||
    (by !== undefined &&
      asked.some(
        (each) => each.texts.includes(hash) && each.voices.some((voice) => speaksFor(by.person, by, voice)),
      )) ||
    (isDraft && observes(view, plan, hash, by?.party))
  )
}

/** Whether the party only looks on while that draft is under silence. */
function observes(view: View<activity.Context>, plan: plan.Context, hash: string, party: string | undefined): boolean {
  const { context } = view
  const { silence, drafts } = context
  if (!party || !silence || metaOf(view).deadline !== "SilencePassed") return false
  const step = nextStep({ context, event: { facts: {} } })
  const group = step?.is === "silence" ? procedureOf(plan).groups.find(({ id }) => id === step.of) : undefined
  return drafts[silence.draft - 1] === hash && group?.observers?.includes(party) === true
}

/** How old a draft is: the number of the newest, where there is a newer one; what took the whole item's place. */
export interface DraftAge {
  newer: number | null
  supersededBy: string[]
}

/** How old a draft is, wherever its text is read. */
export function ageOf(
  { drafts }: Pick<activity.Context, "drafts">,
  { successors = [] }: { successors?: string[] | undefined },
  draft: number,
): DraftAge {
  return { newer: drafts.length > draft ? drafts.length : null, supersededBy: successors }
}

/** A version of a draft: its text by its hash. */
export interface DraftVersion {
  hash: string
}

/** The versions of a draft. */
export function versionsOf({ drafts }: Pick<activity.Context, "drafts">, draft: number): DraftVersion[] {
  const hash = drafts[draft - 1]
  return hash === undefined ? [] : [{ hash }]
}

/** The number of the draft that a text is a version of; undefined where it is none. */
export function draftOf(context: Pick<activity.Context, "drafts">, hash: string): number | undefined {
  const at = context.drafts.findIndex((_, index) => versionsOf(context, index + 1).some((each) => each.hash === hash))
  return at < 0 ? undefined : at + 1
}
