import { type Past, rowAt, view, type Workflow } from "@demarche/engine"
import type { Body } from "@demarche/workplan"
import { Hono } from "hono/tiny"
import type { House } from "../house/house.ts"
import { type Caller, clearanceIn } from "./doors.ts"
import { fieldsOf } from "./fields.ts"
import { planOfItem, transitionsFor } from "./items.ts"
import { pastOf, standingIn } from "./moment.ts"
import { failingRules, languageOf, Problem } from "./problem.ts"
import { entryOf, historyOf } from "./record.ts"
import { takeTransition } from "./transition.ts"

/** The workflows that have addresses of their own. */
const OWN = ["access", "activity", "delivery", "notice", "output", "plan", "request", "webhook"]

/** The names of the workflows served under `/api/workflows`: those added to `workflows/index.ts` beside the house's own. */
export function addedWorkflows(house: House): string[] {
  return [...house.workflows.keys()].filter((name) => !OWN.includes(name))
}

/** `/api/workflows/{workflow}/{id}`: any workflow is served as soon as it is there; its own commands begin an instance. */
export function workflowRoutes(house: House) {
  return new Hono<Caller>()
    .get("/:workflow/:id", async (c) => {
      const { workflow: name, id } = c.req.param()
      const past = pastOf(c.req.query(), house.world.clock())
      const found = await findInstance(house, name, id, past)
      const language = languageOf(c)
      const transitions = past ? [] : await transitionsFor(house, name, found, c.get("claim"))
      c.header("ETag", `"${found.reading.version}"`)
      return c.json({
        ...found.reading,
        transitions: transitions.map(({ name: transition, allowed, failing }) => ({
          name: transition,
          allowed,
          failing: failingRules(failing, language),
          fields: fieldsOf(house, name, transition),
        })),
      })
    })
    .get("/:workflow/:id/history", async (c) => {
      const { workflow: name, id } = c.req.param()
      const past = pastOf(c.req.query(), house.world.clock())
      await findInstance(house, name, id, past)
      const clearance = await clearanceIn(house, c.get("claim"), planOfItem(id))
      const commits = await historyOf(house, `${name}:${id}`, past)
      return c.json({ items: commits.map((commit) => entryOf(commit, clearance)) })
    })
    .post("/:workflow/:id/transitions/:name", async (c) => {
      const { workflow, id, name } = c.req.param()
      served(house, workflow)
      return c.json(await takeTransition(c, house, c.get("claim"), `${workflow}:${id}`, planOfItem(id), name))
    })
}

async function findInstance(house: House, name: string, id: string, past: Past | undefined) {
  const workflow = served(house, name)
  const plan = planOfItem(id)
  const found = await standingIn(house, `${name}:${id}`, house.world.clock(), past)
  if (!found) throw new Problem("unknown", `there is no ${name} ${id}`)
  const { planned, since } = (await rowAt(house.projection, found.commit)).body as Body
  const seen = view(workflow, found.snapshot)
  const { state = null, substate = null } = seen
  const reading = {
    id,
    plan,
    workflow: name,
    state,
    substate,
    since: found.pending.at(-1)?.at ?? since,
    version: found.version,
    fields: planned,
  }
  return { standing: found, view: seen, reading }
}

function served(house: House, name: string): Workflow {
  const workflow = OWN.includes(name) ? undefined : house.workflows.get(name)
  if (!workflow) throw new Problem("unknown", `no workflow ${JSON.stringify(name)} is served here`)
  return workflow
}
