import { randomUUID } from "node:crypto"
import { type Application, stateMeans, viewOf } from "@demarche/application/application"
import type { ImportResult } from "@demarche/application/importPlan"
import { standingSince } from "@demarche/application/itemNow"
import { textBody } from "@demarche/application/textBody"
import { EngineError, type Past, rowAt } from "@demarche/engine"
import { idOf, type StreamName } from "@demarche/event-store"
import { type Language, ruleSentence } from "@demarche/i18n"
import type { PlanFile } from "@demarche/plan-file/planFile"
import type { Warning } from "@demarche/plan-file/warnings"
import type { plan as planWorkflow } from "@demarche/workflows"
import { mayRead } from "@demarche/workflows/offices"
import { amendmentCode } from "@demarche/workflows/ownItems"
import { bodyOf, procedureOf, type Readings } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import { pastOf, stateIn } from "./asOf.ts"
import { changesWithoutAsRead, withoutAsRead } from "./asRead.ts"
import { type AnyClaim, claimantOf, claimFor, type Env, readerIn, sightIn, unauthenticated } from "./authentication.ts"
import { differenceReading } from "./differenceReading.ts"
import { historyPage } from "./historyEntry.ts"
import { readImport } from "./importRoutes.ts"
import { listItems } from "./items.ts"
import { nextPlanOf } from "./nextPlan.ts"
import { NextQuery } from "./nextQuery.ts"
import { documentOf } from "./planDocument.ts"
import { languageOf, ProblemError } from "./problem.ts"
import { bodyText, PLAN_MEDIA, valid } from "./requestBody.ts"
import { commandId, takeTransition } from "./transition.ts"
import { warningReading } from "./warnings.ts"

/** `/api/plans`: import, read and change plans. In the demo, office holders named in the file may create it. */
export function planRoutes(application: Application, demo: boolean) {
  return new Hono<Env>()
    .get("/", async (c) => {
      const plans = await listPlans(application, pastOf(c.req.query(), application.world.clock()))
      return c.json({
        items: plans.map(({ id, fields: { title, titles, cycle }, state }) => ({ id, title, titles, cycle, state })),
      })
    })
    .post("/", async (c) => {
      const type = (c.req.header("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
      const format = PLAN_MEDIA[type]
      if (!format) throw new ProblemError("media-type", undefined, { accepts: Object.keys(PLAN_MEDIA) })
      if (!c.get("claim")) throw unauthenticated("sign in, or send a key, to import")
      const text = await bodyText(c)
      const { plan: file, warnings } = await (await import("./lazy.ts")).readPlan(text, format)
      const sent = { text, format, file, warnings, demo, correlation: c.get("correlation") }
      if (c.req.query("dryRun") === "true")
        return c.json(await previewImport(application, c.get("claim"), sent, languageOf(c)), 200)
      const { id = randomUUID() } = commandId(c)
      const stream = await askForImport(application, c.get("claim"), sent, id)
      return c.json(await readImport(application, stream, languageOf(c)), 202, {
        Location: `/api/imports/${idOf(stream)}`,
      })
    })
    .get("/:plan", async (c) => {
      const plan = c.req.param("plan")
      const reading = await readPlan(application, plan, c.req.query(), c.get("claim"), languageOf(c))
      c.header("ETag", `"${reading.version}"`)
      return c.json(reading)
    })
    .get("/:plan/next", async (c) => {
      const plan = c.req.param("plan")
      const past = pastOf(c.req.query(), application.world.clock())
      const cycle = valid(NextQuery, c.req.query())
      const reader = await readerIn(application, c.get("claim"), plan)
      const asked = { id: plan, ...(await findPlan(application, plan, past)), past, reader }
      const text = await nextPlanOf(application, asked, cycle, languageOf(c))
      return c.body(text, 200, { "Content-Type": "application/yaml; charset=utf-8" })
    })
    .get("/:plan/history", async (c) => {
      const plan = c.req.param("plan")
      const past = pastOf(c.req.query(), application.world.clock())
      const sees = await sightIn(application, c.get("claim"), plan)
      const page = await historyPage(application, `plan:${plan}`, c.req.query(), past, sees)
      if (page.items.length === 0 && !c.req.query("next")) throw new ProblemError("unknown", `there is no plan ${plan}`)
      return c.json(page)
    })
    .post("/:plan/transitions/:name", async (c) => {
      const { plan, name } = c.req.param()
      if (name === "propose" || name === "finishImport")
        throw new ProblemError("unknown", "a plan is sent whole: POST /api/plans")
      const own = async (body: Record<string, unknown>) => {
        if (name !== "amend" && name !== "proposeAmendment") return body
        const { fields, context } = await findPlan(application, plan, undefined)
        const reading = documentOf(fields, context, languageOf(c))
        return name === "amend" ? withoutAsRead(body, reading) : changesWithoutAsRead(body, reading)
      }
      return c.json(await takeTransition(c, application, c.get("claim"), `plan:${plan}`, plan, name, own))
    })
}

/** A plan file that was sent and read, and what its import belongs to; `demo`, where who is named in it may begin its plan. */
interface SentFile {
  text: string
  format: "yaml" | "json"
  file: PlanFile
  warnings: Warning[]
  correlation: string
  demo: boolean
  /** The marks of the differences that are taken over, where that is not everything. */
  chosen?: readonly string[]
}

/** What a plan file would come to, as its sender is told; nothing is written. @throws as `importer` and `rehearseImport`. */
export async function previewImport(
  application: Application,
  caller: AnyClaim | undefined,
  sent: SentFile,
  language: Language,
) {
  const { rehearseImport } = await import("./lazy.ts")
  return toldPreview(await rehearseImport(application, await sentBy(application, caller, sent)), language)
}

/** Has a plan file imported, once under its sender's id; resolves to the import's stream. @throws as `importer` and `requestImport`. */
export async function askForImport(
  application: Application,
  caller: AnyClaim | undefined,
  sent: SentFile,
  id: string,
): Promise<StreamName> {
  const { requestImport } = await import("./lazy.ts")
  const { text, format } = sent
  return requestImport(application, await sentBy(application, caller, sent), { text, format, id })
}

async function sentBy(
  application: Application,
  caller: AnyClaim | undefined,
  { file, warnings, demo, correlation, chosen }: SentFile,
) {
  const standing = await (await import("./lazy.ts")).isImported(application, file.work_plan.id)
  return { file, warnings, correlation, chosen, ...(await importer(application, caller, file, standing, demo)) }
}

/** The plans now or at an instant of the past, in the order of their ids, but for those whose import is not complete. */
export async function listPlans(application: Application, past: Past | undefined) {
  const rows = await application.views.list({ kind: "plan", ...(past && { asOf: past.asOf }) })
  return rows
    .map((row) => ({ id: row.scope, body: bodyOf(row, "plan") }))
    .filter(({ body }) => !stateMeans(application, "plan", body.publicState, "incomplete"))
    .map(({ id, body: { fields, publicState } }) => ({ id, fields, state: publicState ?? null }))
}

/** A plan now or at an instant of the past: its state, and the fields it was proposed with. @throws ProblemError `unknown`. */
export async function findPlan(application: Application, plan: string, past: Past | undefined) {
  const found = await stateIn(application, `plan:${plan}`, application.world.clock(), past)
  const { state, context } = found ? viewOf(application, "plan", found.snapshot) : {}
  if (!found || !context || stateMeans(application, "plan", state, "incomplete"))
    throw new ProblemError("unknown", `there is no plan ${plan}`)
  const { version, commit } = found
  const row = await rowAt(application.projection, commit)
  const { fields, publishedDates, keys = [] } = bodyOf(row, "plan")
  const { since } = standingSince(row, found)
  return { state, context, since, version, changed: commit.recorded, fields, publishedDates, keys }
}

async function readPlan(
  application: Application,
  plan: string,
  query: Record<string, string>,
  caller: AnyClaim | undefined,
  language: Language,
) {
  const past = pastOf(query, application.world.clock())
  const { state, context, version, fields } = await findPlan(application, plan, past)
  const { clearance, sees } = await readerIn(application, caller, plan)
  const [activities, outputs] = await Promise.all([
    listItems(application, "activity", plan, { past, sees }),
    listItems(application, "output", plan, { past, sees, suggestions: [] }),
  ])
  return {
    id: plan,
    title: fields.title,
    cycle: fields.cycle,
    state: state ?? null,
    version,
    zone: context.zone,
    weekend: context.weekend,
    closures: context.closures,
    ...documentOf(fields, context, language),
    procedure: procedureOf(context),
    people: mayRead(clearance)({ visibility: "committee" }) ? await readPeople(application, context.people) : null,
    amendments: amendmentsIn(context.amendments, activities, language),
    adoption: ownItem(activities.find(({ own }) => own === "adoption")),
    counts: {
      activities: counted(activities.filter(({ own }) => own === null)),
      outputs: counted(outputs),
    },
  }
}

function readPeople({ world }: Application, people: planWorkflow.Person[]) {
  return Promise.all(
    people.map(async ({ id, offices, language, zone, name, annotations }) => {
      return {
        id,
        offices,
        language: language ?? null,
        zone: zone ?? null,
        name: (await textBody(world.texts, name)) ?? null,
        annotations: annotations ?? [],
      }
    }),
  )
}

function toldPreview(result: ImportResult, language: Language) {
  return {
    ...result,
    warnings: result.warnings.map((warning) => warningReading(warning, language)),
    differences: result.differences.map((difference) => differenceReading(difference, language)),
  }
}

/** An item of the plan's own, as its plan names it; null where the plan has none. */
function ownItem(item: Readings["activity"] | undefined) {
  if (!item) return null
  const { id, title, titles, state, substate } = item
  return { id, title, titles, state, substate }
}

/** The amendments of a plan, in order: each with its item, once that is made, how it has ended, and what was refused of it. */
function amendmentsIn(
  amendments: planWorkflow.Context["amendments"] = [],
  activities: Readings["activity"][],
  language: Language,
) {
  return amendments.map(({ ended, refused = [] }, index) => ({
    number: index + 1,
    item: ownItem(activities.find(({ own, code }) => own === "amendment" && code === amendmentCode(index + 1))),
    ended: ended ?? null,
    refused: refused.map(({ change, failing }) => ({
      change,
      failing: failing.map((code) => ({ code, sentence: ruleSentence(language, code) })),
    })),
  }))
}

function counted(items: { state: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

/**
 * The actor of an import: an office holder of the existing plan. A plan that does not exist yet has no people; it is created
 * with a key or, in the demo, by an office holder named in the file.
 * What the plan holds of people is compared with the file, so that a mandate which has ended does not come so far.
 * @throws ProblemError as `claimantOf`; EngineError `rejected` where the mandate does not cover today.
 */
async function importer(
  application: Application,
  caller: AnyClaim | undefined,
  file: PlanFile,
  stands: boolean,
  demo: boolean,
) {
  const { id } = file.work_plan
  const claim = await claimFor(caller, id)
  if (!claim || claim.mandateImplied || stands) {
    const { today, whole, ...actor } = await claimantOf(application, caller, id)
    if (!today || !whole) throw new EngineError({ code: "rejected", failing: ["OFFICE"] })
    return actor
  }
  const named = file.people
    .find((one) => one.id === claim.person)
    ?.offices.find(({ office }) => office === claim.office)
  if (!demo || !named) throw new ProblemError("forbidden", `${id} is not there yet, and only a key may begin it`)
  return {
    by: { person: claim.person, office: claim.office, ...(named.party && { party: named.party }) },
    mandateImplied: true,
  }
}
