import type { Application } from "@demarche/application/application"
import type { Identity } from "@demarche/application/sessions/identities"
import type { NamedSecret, SessionMandate, Sessions } from "@demarche/application/sessions/sessions"
import type { Past } from "@demarche/engine"
import type { ApiOptions } from "@demarche/http/app"
import { type PlanReader, readerIn } from "@demarche/http/authentication"
import type { OpenId } from "@demarche/http/openId"
import { findPlan } from "@demarche/http/planRoutes"
import { type Language, titleIn } from "@demarche/i18n"
import type { plan as planWorkflow } from "@demarche/workflows"
import { usualLanguage } from "@demarche/workflows/languages"
import type { Proposed } from "@demarche/workflows/planCommands"
import { procedureOf, zoneOf } from "@demarche/workplan"
import type { Visitor } from "./visitor.ts"

/** What every page is made from: who reads it, in which language, as of when, and how they asked for it. */
export interface Visit {
  application: Application
  visitor: Visitor
  /** How somebody comes in in this browser. */
  entrance: Entrance
  /** Where it is kept what people have seen; without it nobody can say so. */
  marks: ApiOptions["marks"]
  /** What the links in letters are signed with; without it none leads anywhere. */
  letterKey: ApiOptions["letterKey"]
  /** Whether letters leave, so that people are written to. */
  mails: boolean
  /** As `lettersLeave` says. */
  lettersLeave: boolean | undefined
  /** The plan files that come with the project. */
  plans: ApiOptions["plans"]
  /** A demonstration, which lets in whom its plans name. */
  demo: boolean
  /** Where the clock can be moved: whether the letters are there to be read. Undefined where it is everybody's clock. */
  trial: { outbox: boolean } | undefined
  language: Language
  /** Where the site is: an absolute URL without a path. */
  home: string
  /** The address below the language, which every language has: "/plans/ccm/board". */
  path: string
  query: Readonly<Record<string, string>>
  /** The instant (UTC) at which it was asked for. */
  now: string
  /** The instant of the past that it shows; undefined for now. */
  past: Past | undefined
}

/** How somebody comes in. */
interface Entrance {
  /** By which use cases; undefined where nobody can. */
  sessions: Sessions | undefined
  /** What the browser asked for and waits with. */
  asked: NamedSecret | undefined
  /** The issuer by whose accounts people come in. */
  openId: OpenId | undefined
  /** The account that the code ties for which the browser waits. */
  identity: Identity | undefined
}

/** The parts of an address that a page keeps when it leads to another. */
export const keptQuery = ["asOf", "view"] as const

/**
 * The address of a page of ours, in the reader's language and as of the same instant. `query` comes on top; what is empty or
 * undefined in it is left out, so that it also takes away.
 */
export function href(
  { language, query: asked }: Pick<Visit, "language" | "query">,
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const all = { ...Object.fromEntries(keptQuery.map((name) => [name, asked[name]])), ...query }
  const said = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value) said.set(name, String(value))
  return `/${language}${path}${said.size > 0 ? `?${said}` : ""}`
}

/** The visit in the office that a form names, whichever its reader acts in by now; in that one, where it names none. */
export function actingAs(visit: Visit, mandate: string | undefined): Visit {
  if (mandate === undefined) return visit
  const { visitor } = visit
  return { ...visit, visitor: { ...visitor, claimIn: (plan) => visitor.claimAs(plan, mandate) } }
}

/** The plan that a page belongs to, as its reader may know it. */
export interface PlanVisit {
  id: string
  /** In the reader's language where it has a title there, and in which language it is. */
  title: string
  titleLang: string
  /** The language of the plan's own words. */
  lang: string
  /** The plan's words and lists, as amended. */
  fields: Proposed
  context: planWorkflow.Context
  zone: string
  /** The zone in which the reader reads: their own or, where they have none, the plan's. */
  readerZone: string
  state: string | undefined
  /** The instant (UTC) at which its state was entered, and the version of its last commit. */
  since: string
  version: number
  /** The ids of the keys that were made for it, in order. */
  keys: readonly string[]
  procedure: ReturnType<typeof procedureOf>
  /** How far the reader sees. */
  reader: PlanReader
  /** The mandates that the reader holds in it today. */
  mandates: SessionMandate[]
}

/** The plan for that visit. @throws ProblemError `unknown` where there is none. */
export async function planOf({ application, visitor, past, language: reads }: Visit, id: string): Promise<PlanVisit> {
  const [{ fields, context, state, since, version, keys }, claim, mandates] = await Promise.all([
    findPlan(application, id, past),
    visitor.claimIn(id),
    visitor.mandatesIn(id),
  ])
  const { language = usualLanguage } = fields
  const { text: title, language: titleLang } = titleIn(reads, fields, language)
  const reader = await readerIn(application, claim, id)
  return {
    ...{
      id,
      title,
      titleLang,
      lang: language,
      fields,
      context,
      zone: context.zone,
      state,
      since,
      version,
      keys,
      mandates,
    },
    procedure: procedureOf(context),
    readerZone: zoneOf(context, context.people.find((each) => each.id === reader.person) ?? {}),
    reader,
  }
}
