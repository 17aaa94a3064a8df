import type { Application } from "@demarche/application/application"
import { type Past, rowAt, view, type Workflow } from "@demarche/engine"
import { bodyOf } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import { pastOf, stateIn } from "./asOf.ts"
import { type Env, sightIn } from "./authentication.ts"
import { historyPage } from "./historyEntry.ts"
import { planOfItem, transitionsFor } from "./items.ts"
import { languageOf, ProblemError } from "./problem.ts"
import { takeTransition } from "./transition.ts"

/** The workflows that have routes of their own. */
const OWN = ["access", "activity", "delivery", "import", "notice", "output", "plan", "request", "session", "webhook"]

/** The names of the workflows served under `/api/workflows`: those that were added to `workflows/index.ts`. */
export function addedWorkflows(application: Application): string[] {
  return [...application.workflows.keys()].filter((name) => !OWN.includes(name))
}

/** `/api/workflows/{workflow}/{id}`: serves every added workflow; an instance is created by one of its commands. */
export function workflowRoutes(application: Application) {
  return new Hono<Env>()
    .get("/:workflow/:id", async (c) => {
      const { workflow: name, id } = c.req.param()
      const past = pastOf(c.req.query(), application.world.clock())
      const found = await findInstance(application, name, id, past)
      const transitions = past ? [] : await transitionsFor(application, name, found, c.get("claim"), languageOf(c))
      c.header("ETag", `"${found.reading.version}"`)
      return c.json({ ...found.reading, transitions })
    })
    .get("/:workflow/:id/history", async (c) => {
      const { workflow: name, id } = c.req.param()
      const past = pastOf(c.req.query(), application.world.clock())
      await findInstance(application, name, id, past)
      const sees = await sightIn(application, c.get("claim"), planOfItem(id))
      return c.json(await historyPage(application, `${name}:${id}`, c.req.query(), past, sees))
    })
    .post("/:workflow/:id/transitions/:name", async (c) => {
      const { workflow, id, name } = c.req.param()
      served(application, workflow)
      return c.json(await takeTransition(c, application, c.get("claim"), `${workflow}:${id}`, planOfItem(id), name))
    })
}

async function findInstance(application: Application, name: string, id: string, past: Past | undefined) {
  const workflow = served(application, name)
  const plan = planOfItem(id)
  const found = await stateIn(application, `${name}:${id}`, application.world.clock(), past)
  if (!found) throw new ProblemError("unknown", `there is no ${name} ${id}`)
  const { fields, since } = bodyOf(await rowAt(application.projection, found.commit))
  const shown = view(workflow, found.snapshot)
  const { state = null, substate = null } = shown
  const reading = {
    id,
    plan,
    workflow: name,
    state,
    substate,
    since: found.pending.at(-1)?.at ?? since,
    version: found.version,
    fields,
  }
  return { standing: found, view: shown, reading }
}

function served(application: Application, name: string): Workflow {
  const workflow = OWN.includes(name) ? undefined : application.workflows.get(name)
  if (!workflow) throw new ProblemError("unknown", `no workflow ${JSON.stringify(name)} is served here`)
  return workflow
}
