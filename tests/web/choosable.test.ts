import { definedWorkflows } from "@demarche/application/application"
import { fieldsOfForm, inputId } from "@demarche/web/decide/formFields"
import { afterEach, expect, test } from "vitest"
import { AUSTRIA, circulated, ISU, type Json, openCcm, PLAN, thematic, type World } from "../http/world.ts"

let world: World
afterEach(() => world.stop())

/** The fields without which a command says nothing, that name a part of the item or one of several that are counted. */
function naming(kind: string, name: string): string[] {
  const schema = definedWorkflows.get(kind)?.commands.get(name)
  const fields = schema ? fieldsOfForm({ name, schema }, {}) : []
  return fields
    .filter(
      ({ required, input }) =>
        required && (input.is === "counted" || (input.is === "choice" && input.meaning.is === "part")),
    )
    .map(({ path }) => path)
}

/** Opens the form of every act that is offered of an item and names a part of it; resolves to the fields with nothing to choose. */
async function empty(as: string, kind: string, address: string): Promise<string[]> {
  const { id, transitions } = await world.get(address, { as })
  const offered: string[] = transitions.flatMap(({ name, allowed }: Json) => (allowed ? [name] : []))
  const found = offered.map(async (name) => {
    const fields = naming(kind, name)
    const page = fields.length === 0 ? "" : await world.get(`/en/items/${id}/record/${name}`, { as })
    const chosen = (path: string) => new RegExp(`<(?:select|input)[^>]* id="${inputId(path)}"[^>]*>`).exec(page)?.[0]
    return fields.flatMap((path) =>
      /^<select|checkbox/.test(chosen(path) ?? "") ? [] : [`${as} ${id} ${name} ${path}`],
    )
  })
  return (await Promise.all(found)).flat()
}

test.each([
  ["of a plan in which nothing has happened", async () => {}],
  [
    "while a text is under silence, objected to, and waited for",
    async () => {
      await circulated(world)
      await world.take(thematic("b"), "t2-a2", "object", { text: "Not so." })
      await world.take(AUSTRIA, "t2-a2", "linkTo", { relation: "waitsFor", target: `${PLAN}.t2-a1` })
    },
  ],
] as const)(
  "slow: whatever is offered %s leaves something to choose",
  async (_, until) => {
    world = await openCcm("2026-06-01T10:00:00+02:00")
    await until()
    const collections = { activity: "activities", output: "outputs" }
    const found: string[] = []
    for (const [kind, collection] of Object.entries(collections)) {
      const { items } = await world.get(`/api/${collection}`, { as: ISU, query: { plan: PLAN, limit: "100" } })
      for (const { id } of items)
        for (const as of [AUSTRIA, ISU, thematic("b")])
          found.push(...(await empty(as, kind, `/api/${collection}/${id}`)))
    }
    expect(found).toEqual([])
  },
  60_000,
)
