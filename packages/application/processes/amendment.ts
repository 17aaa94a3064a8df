import type { Commit } from "@demarche/engine"
import { type StreamName, scopeOf } from "@demarche/event-store"
import { translate, usualLanguage } from "@demarche/i18n"
import { amendmentCode } from "@demarche/workflows/ownItems"
import type { Reaction } from "@demarche/workplan"
import { contextOf, originOf } from "@demarche/workplan/read-model/byKind"
import { amendmentText } from "../amendmentText.ts"
import type { Application } from "../application.ts"
import type { PlanSnapshot } from "../planCache.ts"
import { plannedFields } from "../planned.ts"
import { draftOf, titlesOfOwn } from "./adoption.ts"
import { proposalsIn } from "./endAmendments.ts"

/** What makes the item on which an amendment is agreed, once it is proposed: a document whose text is what it changes. */
export async function amendmentReactions(
  application: Application,
  commit: Commit,
  { context: { procedure, people } }: PlanSnapshot,
): Promise<Reaction[]> {
  const [proposal] = proposalsIn(commit)
  const plan = scopeOf(commit.stream)
  const { amendments: rules } = procedure ?? {}
  if (!proposal || !rules) return []
  const { language = usualLanguage } = (await plannedFields(application, `plan:${plan}`, "plan")) ?? {}
  const number = proposal.amendment
  const numbered = Object.entries(rules.title ?? {}).map(([each, called]) => [each, `${called} ${number}`] as const)
  const ruled = rules.title && Object.fromEntries(numbered)
  const { title, titles } = titlesOfOwn(language, ruled, (each) => translate(each, "wording.own.amendment", { number }))
  const stream: StreamName = `activity:${plan}.${amendmentCode(number)}`
  const standing = await application.world.events.head(stream)
  const { own, drafts = [] } = contextOf("activity", standing) ?? {}
  if (standing && (own !== "amendment" || drafts.length > 0)) return [] // a commit that comes again adds nothing to what people see
  const { reason, by } = originOf(commit)
  const text = await amendmentText(application, plan, { title, reason, changes: proposal.changes, language })
  const draft = await draftOf(application, plan, stream, { text, language })
  const author = people.some(({ id }) => id === by.person) ? { author: by.person } : {}
  return [
    { stream, command: { type: "plan", title, titles, kind: "document", own: "amendment", path: rules.path } },
    { stream, command: { type: "startDrafting" } },
    { ...draft, command: { ...draft.command, ...author } },
  ]
}
