import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { ActionLink } from "@demarche/application/answers/actionLink"
import { definedWorkflows } from "@demarche/application/application"
import { importCommandsOf } from "@demarche/plan-file/importCommands"
import { parsePlan } from "@demarche/plan-file/parse"
import { acts } from "@demarche/server/demoActs"
import { offices } from "@demarche/workflows/offices"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cli } from "../cli/console.ts"
import { files } from "../house/files.ts"
import { ccmFile } from "../http/ccm.ts"
import { type ActEntry, actsByChannel, type Channel, handingOver } from "./actsByChannel.ts"

const entries = Object.entries(actsByChannel).flatMap(([workflow, acts]) =>
  Object.entries(acts).map(([name, entry]) => ({ workflow, name, entry, act: `${workflow}.${name}` })),
)
const offered = (channel: Channel) => entries.flatMap(({ act, entry }) => (entry[channel] === true ? [act] : []))

test("every act of every workflow has its entry, and no other", () => {
  const known = Object.entries(offices).map(([workflow, acts]) => [workflow, Object.keys(acts).sort()])
  const told = Object.entries(actsByChannel).map(([workflow, acts]) => [workflow, Object.keys(acts).sort()])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known))
})

test("a channel that does not offer an act says why", () => {
  for (const { entry } of entries)
    for (const channel of ["api", "link", "cli", "import", "demo"] as const)
      expect(entry[channel] === true || entry[channel].length > 10).toBe(true)
})

test("the fields of every entry are what the act's schema takes", () => {
  for (const { workflow, name, entry, act } of entries) {
    const schema = definedWorkflows.get(workflow)?.commands.get(name)
    if (entry.api !== true || workflow === "access") continue
    expect(schema?.safeParse({ ...entry.fields, type: name }).error?.issues ?? [], act).toEqual([])
  }
})

test("links, the import and the demo do what their entries say, and nothing else", () => {
  const { plan, warnings } = parsePlan(ccmFile(), "yaml")
  const { propose, people, activities, outputs, finish } = importCommandsOf(plan, warnings, String)
  const steps = [propose, ...people, ...activities, ...outputs, finish]
  const imported = steps.map(({ stream, command }) => `${stream.split(":")[0]}.${command.type}`)
  const amending = ["plan.amend", "activity.amend", "output.amend"]
  expect(new Set([...imported, ...amending])).toEqual(new Set(offered("import")))
  const played = acts.map(({ on, take }) => `${on === "plan" ? "plan" : on.split(":")[0]}.${take.type}`)
  expect(new Set([...played, ...imported])).toEqual(new Set(offered("demo")))
  const linked = ActionLink.shape.does.options.filter((each) => !["unsubscribe", "read", "endLinks"].includes(each))
  expect(linked.map((name) => `activity.${name}`).sort()).toEqual(offered("link").sort())
})

test("a command is handed over to a workflow in these files alone: another door would be one more", () => {
  const hands = /\b(?:execute(?:AsSystem|Reaction|OnAll)?|handle)\((?!\))/
  const doors = files().filter(
    ({ path, text }) =>
      /^(?:packages\/(?:application|http|web|server|cli|mail|workplan)|functions)\/.*\.tsx?$/.test(path) &&
      text.split("\n").some((line) => hands.test(line) && !/^\s*(?:\*|\/[/*])|hono\/aws-lambda|= handle\($/.test(line)),
  )
  expect(doors.map(({ path }) => path).sort()).toEqual(Object.keys(handingOver).sort())
})

describe("K1.7 the command line sends every act as its schema has it", () => {
  let heard: { path: string; body: unknown } | undefined
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    if (request.method === "POST") heard = { path: request.url ?? "", body: JSON.parse(body) }
    response.setHeader("Content-Type", "application/json")
    response.end(
      JSON.stringify({ id: "ccm.x", version: 1, state: null, substate: null, events: [], hash: null, key: "k" }),
    )
  })
  let url = ""
  beforeAll(async () => {
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
  })
  afterAll(() => server.close())

  const collections: Record<string, string> = {
    activity: "activities",
    output: "outputs",
    request: "requests",
    plan: "plans",
    webhook: "webhooks",
    delivery: "deliveries",
  }
  const pathOf = (workflow: string, name: string) =>
    name === "submit" || name === "register"
      ? `/api/${collections[workflow]}?plan=ID`
      : `/api/${collections[workflow]}/ID/transitions/${name}`
  const written = (value: unknown) => {
    if (typeof value === "string") return value
    const plain = Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string")
    return plain ? value.join(",") : JSON.stringify(value)
  }
  const sends = async ({ workflow, name, entry }: { workflow: string; name: string; entry: ActEntry }) => {
    const pairs = Object.entries(entry.fields).map(([key, value]) => `${key}=${written(value)}`)
    const argv = entry.argv ?? [workflow, "do", "ID", name, ...pairs]
    heard = undefined
    const ran = await cli([...argv, "--server", url, "--json"])
    return { ...ran, heard }
  }

  test.each(entries.filter(({ entry }) => entry.cli === true))("$act", async (each) => {
    const { code, err, heard } = await sends(each)
    expect([code, err]).toEqual([0, ""])
    if (each.workflow === "access") return
    expect(heard).toEqual({ path: pathOf(each.workflow, each.name), body: each.entry.fields })
  })

  test("a field is what a file holds", async () => {
    const file = new URL("./actsByChannel.ts", import.meta.url).pathname
    const text = (await import("node:fs")).readFileSync(file, "utf8")
    await cli(["activity", "do", "ID", "addDraft", `text=@${file}`, "--server", url])
    expect(heard?.body).toEqual({ text })
    const missing = await cli(["activity", "do", "ID", "addDraft", "text=@no-such-file", "--server", url])
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("no-such-file") })
  })
})
