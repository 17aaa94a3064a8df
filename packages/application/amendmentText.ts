import {
  dayText,
  dueText,
  fieldText,
  isolated,
  type Language,
  lineText,
  ruleText,
  translateDynamic,
} from "@demarche/i18n"
import { DueRule } from "@demarche/workflows/due"
import type { CarriedChange } from "@demarche/workflows/ownItems"
import { Day } from "@demarche/workflows/terms"
import { contextOf } from "@demarche/workplan"
import { effectiveDue } from "@demarche/workplan/time/due"
import * as z from "zod"
import type { Application } from "./application.ts"
import { streamOf } from "./carriedCommands.ts"
import type { PlanSnapshot } from "./planCache.ts"
import { plannedFields } from "./planned.ts"

/** What an amendment is called, why it is proposed, and what it changes. */
interface AmendmentSaid {
  title: string
  reason?: string | undefined
  changes: readonly CarriedChange[]
  language: Language
}

/** An amendment as the text that is agreed, as Markdown: each change with what stands and what is to stand in its place. */
export async function amendmentText(
  application: Application,
  plan: string,
  { title, reason, changes, language }: AmendmentSaid,
): Promise<string> {
  const { context } = await application.planSnapshot(plan)
  const pieces: string[] = []
  for (const change of changes) pieces.push(await changeText(application, { plan, context, change, language }))
  return [`# ${title}`, ...(reason === undefined ? [] : [reason]), ...pieces].join("\n\n")
}

async function changeText(
  application: Application,
  {
    plan,
    context,
    change,
    language,
  }: { plan: string; context: PlanSnapshot["context"]; change: CarriedChange; language: Language },
): Promise<string> {
  const { item, name, fields } = change
  const stream = streamOf(plan, change)
  const planned = await plannedFields(application, stream, change.of)
  const head = await application.world.events.head(stream)
  const { rules } = contextOf("activity", head) ?? contextOf("output", head) ?? {}
  const meeting = context.meetings.find(({ id }) => id === fields.meeting)
  const stands: Record<string, unknown> = {
    ...planned,
    ...meeting,
    ...(rules && { rules }),
    ...(!item && { meetings: context.meetings }),
  }
  const of =
    item === undefined
      ? meeting?.title
      : lineText([`**${item}**`, planned && "title" in planned ? planned.title : undefined], " ")
  const heading = lineText([of, translateDynamic(language, `transitions.${name}`)])
  const creates = name === "plan" || name === "promise" || name === "addMeeting"
  const said = (field: string, value: unknown) => isolated(valueText(language, field, value, context))
  const lines = Object.entries(fields).flatMap(([field, value]) =>
    field === "meeting" || field === "written"
      ? []
      : fieldLines(language, { name, field }, creates ? undefined : stands[field], value, said),
  )
  return [`- ${heading}`, ...lines.map((line) => `  - ${oneLine(line)}`)].join("\n")
}

type ValueWords = (field: string, value: unknown) => string

interface CarriedField {
  name: string
  field: string
}

function fieldLines(language: Language, of: CarriedField, before: unknown, after: unknown, said: ValueWords): string[] {
  const { field } = of
  const label = labelOf(language, of)
  const [old, now] = [partsIn(before), partsIn(after)]
  const parts = old && now ? [...new Set([...old.keys(), ...now.keys()])] : []
  const changed = parts.flatMap((id) => {
    const [was, is] = [old?.get(id), now?.get(id)].map((part) => (part === undefined ? undefined : said(field, part)))
    if (was === is) return []
    return [`${label}: ${was === undefined ? `+ ${is}` : is === undefined ? `− ${was}` : `${was} → ${is}`}`]
  })
  if (changed.length > 0) return changed // where only their order is another, the whole is said
  const standing = before === undefined || before === null ? "" : `${said(field, before)} → `
  return [`${label}: ${standing}${said(field, after)}`]
}

function labelOf(language: Language, { name, field }: CarriedField): string {
  const own = translateDynamic(language, `wording.own.fields.${field}`)
  return own === field ? fieldText(language, name, field) : own
}

const ListedParts = z.array(z.looseObject({ id: z.string() })).min(1)

/** The parts of a list that have ids, by them. */
function partsIn(value: unknown): ReadonlyMap<string, unknown> | undefined {
  const { data } = ListedParts.safeParse(value)
  return data && new Map(data.map((part) => [part.id, part]))
}

const GivenRules = z.array(DueRule)

/** A value as people read it: a date, the titles of a part with what else it says, a list of values. */
function valueText(language: Language, field: string, value: unknown, { meetings }: PlanSnapshot["context"]): string {
  const rules = field === "rules" ? GivenRules.safeParse(value).data : undefined
  if (!rules) return wordsOf(language, value)
  const names = new Map(meetings.map(({ id, title }) => [id, title]))
  const each = rules.map((rule) => {
    const due = effectiveDue([rule], { meetings })
    const words = ruleText(language, rule, names)
    return due ? `${dueText(language, due)} (${words})` : words
  })
  return lineText(each, ", ") || "–"
}

function wordsOf(language: Language, value: unknown): string {
  if (value === undefined || value === null) return "–"
  if (Array.isArray(value))
    return (
      lineText(
        value.map((each) => wordsOf(language, each)),
        ", ",
      ) || "–"
    )
  if (typeof value === "string" && Day.safeParse(value).success) return dayText(language, value)
  if (typeof value !== "object") return String(value)
  const { id, title, titles, ...rest }: Record<string, unknown> = { ...value }
  const more = Object.entries(rest).map(([field, inner]) => `${field}: ${isolated(wordsOf(language, inner))}`)
  const named =
    typeof title === "string"
      ? lineText([title, ...Object.entries(Object(titles)).map(([of, called]) => `${called} (${of})`)], " / ")
      : id
  if (named === undefined) return lineText(more, ", ")
  return more.length === 0 ? String(named) : `${isolated(String(named))} (${lineText(more, ", ")})`
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ")
