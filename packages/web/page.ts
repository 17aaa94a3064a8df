import { ProblemError } from "@demarche/http/problem"
import { coordination, rowOf } from "@demarche/workflows/commandList"
import type { Child } from "hono/jsx"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import type { PlanVisit, Visit } from "./visit.ts"

/**
 * Whether a page stands alone, without a menu: behind a letter's link, whose address is itself a right. It leads to no sign-in that
 * would be told the address, is kept by nobody, and has no past.
 */
export function standsAlone({ path }: Pick<Visit, "path">): boolean {
  return path.startsWith("/answer/")
}

/** The sections of a plan, in the order of the menu. */
const sections = ["home", "board", "outputs", "desk"] as const
export type Section = (typeof sections)[number]

/** The sections that a plan has for its reader: a desk is for those who run it. */
export const sectionsOf = (plan: PlanVisit): Section[] =>
  sections.filter((section) => section !== "desk" || isDeskOf(plan))

/** Whether its reader runs the plan from a desk: the secretariat and those who coordinate it. */
export function isDeskOf({ reader: { by } }: PlanVisit): boolean {
  return by !== undefined && coordination.includes(rowOf(by.office))
}

/** The plan to whoever holds an office in it. @throws ProblemError `forbidden` for everybody else. */
export function toOfficeHolder(plan: PlanVisit): PlanVisit {
  if (!plan.reader.by) throw new ProblemError("forbidden")
  return plan
}

/** A page before its frame is put around it. */
export interface Page {
  /** What tells it from every other page; the name of the plan comes on top. */
  title: string
  plan?: PlanVisit
  section?: Section
  main: Child
  /** It has a form that records at once. */
  records?: true
  status?: ContentfulStatusCode
}

/** What the address of a page holds beside its fixed parts, by name: `plan`, `id` and `number`. */
type Params = Readonly<Record<string, string>>

/** Makes a page. @throws ProblemError as what it reads. */
export type PageMaker = (visit: Visit, params: Params) => Promise<Page>

/** A file that a page offers, to be kept. */
export interface Download {
  /** Safe in every file system. */
  name: string
  /** IANA media type. */
  media: string
  body: Uint8Array<ArrayBuffer>
}

/** Makes a file. @throws ProblemError as what it reads. */
export type DownloadMaker = (visit: Visit, params: Params) => Promise<Download>

/** The address of a page of a plan, below the language. */
export const planPath = (plan: string, section: Section | "" = ""): string =>
  `/plans/${plan}${section === "" || section === "home" ? "" : `/${section}`}`

/** The address of an item's page, below the language; with a version, that of the commit. */
export const itemPath = (id: string, version?: number): string =>
  `/items/${id}${version === undefined ? "" : `/${version}`}`

/** The address of a plan's own record, below the language; with a version, that of the commit. */
export const planHistoryPath = (plan: string, version?: number): string =>
  `/plans/${plan}/history${version === undefined ? "" : `/${version}`}`

/** Where on trial the letters are, for every language. */
export const LETTERS_ADDRESS = "/dev/mail"

/** Where somebody goes to the issuer, below the language. */
export const ISSUER_ADDRESS = "/sign-in/oidc"

/** The address of the form of an act on what stands at a path, below the language. */
export const formAddress = (path: string, act: string): string => `${path}/record/${act}`
