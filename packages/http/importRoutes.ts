import { type Application, viewOf, workflowOf } from "@demarche/application/application"
import type { ImportResult } from "@demarche/application/importPlan"
import { textBody } from "@demarche/application/textBody"
import { loadState } from "@demarche/engine"
import { idOf, type StreamName } from "@demarche/event-store"
import type { Language } from "@demarche/i18n"
import type { Office } from "@demarche/workflows/terms"
import { Hono } from "hono/tiny"
import { type AnyClaim, claimFor, clearanceIn, type Env, unauthenticated } from "./authentication.ts"
import { differenceReading } from "./differenceReading.ts"
import { planOfItem } from "./items.ts"
import { failingRules, languageOf, ProblemError } from "./problem.ts"
import type { ImportReading } from "./responses.ts"
import { warningReading } from "./warnings.ts"

const SECRETARIAT: Office = "secretariat"

/** `/api/imports`: what became of a plan file, for its sender and the secretariat. */
export function importRoutes(application: Application) {
  return new Hono<Env>().get("/:id", async (c) =>
    c.json(await importFor(application, c.get("claim"), c.req.param("id"), languageOf(c))),
  )
}

/** An import, for its sender and the secretariat. @throws ProblemError `unauthenticated`; `unknown` for everybody else, and where there is none. */
export async function importFor(
  application: Application,
  claim: AnyClaim | undefined,
  id: string,
  language: Language,
): Promise<ImportReading> {
  if (!claim) throw unauthenticated("sign in, or send a key, to see an import")
  if (!(await mayRead(application, claim, id))) throw new ProblemError("unknown", `there is no import ${id}`)
  return readImport(application, `import:${id}`, language)
}

/**
 * Whether the claim is the secretariat's, or its sender's; a plan that is not there yet gives nobody a mandate that could have
 * ended. It is read anew: whoever made it meanwhile was another process.
 */
async function mayRead(application: Application, caller: AnyClaim, id: string): Promise<boolean> {
  const plan = planOfItem(id)
  const claim = await claimFor(caller, plan)
  const by = (await findImport(application, `import:${id}`))?.context.by
  const own = claim !== undefined && by?.person === claim.person && by.office === claim.office
  if (!own && claim?.office !== SECRETARIAT) return false
  const { isImported } = await import("./lazy.ts")
  await application.planSnapshot(plan, true)
  return (await clearanceIn(application, claim, plan)) !== "public" || (own && !(await isImported(application, plan)))
}

/** An import as its sender sees it. @throws ProblemError `unknown` where there is none. */
export async function readImport(
  application: Application,
  stream: StreamName,
  language: Language,
): Promise<ImportReading> {
  const found = await findImport(application, stream)
  const result = await textBody(application.world.texts, found?.context.result ?? "")
  if (!found || result === undefined) throw new ProblemError("unknown", `there is no import ${idOf(stream)}`)
  const { done, of, failing = [], errors = [] } = found.context
  const { ImportReading } = await import("./lazy.ts")
  const kept: ImportResult = JSON.parse(result)
  return ImportReading.parse({
    ...kept,
    warnings: kept.warnings.map((warning) => warningReading(warning, language)),
    differences: kept.differences.map((difference) => differenceReading(difference, language)),
    id: idOf(stream),
    state: found.state,
    ...{ done, of, errors: errors.filter(({ message }) => !failing.includes(message)) },
    failing: failingRules(failing, { language }, placesOf(errors)),
  })
}

/** Where each rule failed: an error whose message is its code. */
function placesOf(errors: { path: string; message: string }[]): Record<string, string[]> {
  const places = Map.groupBy(errors, ({ message }) => message)
  return Object.fromEntries([...places].map(([code, found]) => [code, found.map(({ path }) => path)]))
}

async function findImport(application: Application, stream: StreamName) {
  const { events, clock } = application.world
  const found = await loadState(events, workflowOf(application, "import"), stream, clock())
  return found && viewOf(application, "import", found.snapshot)
}
