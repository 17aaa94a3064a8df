import { openapi } from "@demarche/http/openapi"
import type { Operation } from "@demarche/http/operations"
import { Ajv2020 } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import { afterAll, beforeAll, expect, test } from "vitest"
import { read, rowsOf } from "../docs/documents.ts"
import { type Json, openCcm, PLAN, type World } from "./world.ts"

let world: World
let document: Json
const operations: { method: string; path: string; operation: Operation }[] = []
const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)

beforeAll(async () => {
  world = await openCcm()
  document = await world.get("/api/openapi.json")
  ajv.addSchema(document, "document")
  for (const [path, methods] of Object.entries<Record<string, Operation>>(document.paths))
    for (const [method, operation] of Object.entries(methods)) operations.push({ method, path, operation })
})
afterAll(() => world.stop())

test("every operation has an id of its own, which a program can name, a description and a tag that is explained", () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([])
  expect(ids).toContain("activityCirculate")
  expect(operations.filter(({ operation }) => !operation.description)).toEqual([])
  const tags = document.tags.map(({ name }: Json) => name)
  expect(operations.flatMap(({ operation }) => operation.tags).filter((tag) => !tags.includes(tag))).toEqual([])
})

test("every example is as its schema asks", () => {
  const shown: { at: string; schema: Json; example: unknown }[] = []
  const look = (node: Json, at: string) => {
    if (typeof node !== "object" || node === null) return
    if ("example" in node && node.schema) shown.push({ at, schema: node.schema, example: node.example })
    for (const [key, inner] of Object.entries(node)) if (key !== "example") look(inner, `${at}/${key}`)
  }
  look({ paths: document.paths, responses: document.components.responses }, "")
  expect(shown.length).toBeGreaterThan(300)
  const local = (schema: Json) => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'))
  const wrong = shown.filter(({ schema, example }) => !ajv.validate(local(schema), example))
  expect(wrong.map(({ at, example }) => `${at} ${JSON.stringify(example)}`)).toEqual([])
})

test("every JSON body and every JSON response has a schema with an example", () => {
  const contents = operations.flatMap(({ path, operation: { requestBody, responses } }) =>
    [requestBody, ...Object.values(responses)].flatMap((holder) =>
      holder && "content" in holder
        ? Object.entries(holder.content ?? {}).map((entry) => [path, ...entry] as const)
        : [],
    ),
  )
  const bare = contents.filter(
    ([, media, { schema }]) => !schema || (media !== "text/markdown" && !Object.keys(schema).length),
  )
  expect(bare).toEqual([])
  const unshown = contents.filter(
    ([path, media, content]) => media === "application/json" && path !== "/api/plans" && !("example" in content),
  )
  expect(unshown).toEqual([])
})

test("the body of every transition is one closed object that takes its own fields and those of every command", () => {
  const bodies = operations.filter(({ path }) => path.includes("/transitions/"))
  expect(bodies.length).toBeGreaterThan(70)
  for (const { path, operation } of bodies) {
    const content = operation.requestBody?.content["application/json"]
    const pointer = `document#/paths/${encodeURIComponent(path.replaceAll("/", "~1"))}/post/requestBody/content/application~1json/schema`
    expect(content?.schema, path).toMatchObject({ type: "object", additionalProperties: false })
    const validate = ajv.compile({ $ref: pointer })
    const example = Object(content?.example)
    expect(validate({ ...example, reason: "because", mandate: "a meeting" }), path).toBe(true)
    expect(validate({ ...example, color: "red" }), path).toBe(false)
  }
})

test("so is each part of it, as a key that nobody reads is refused however deep it is", () => {
  const body = operations.find(({ operation }) => operation.operationId === "planAddPerson")?.operation.requestBody
  const { properties } = Object(body?.content["application/json"]?.schema)
  expect(properties.offices.items.additionalProperties).toBe(false)
  expect(properties.vacation.items.additionalProperties).toBe(false)
})

test("the document says where its server is, and its limits as operations.md has them", () => {
  const { servers, info } = openapi(world.hosted.application, {
    home: "https://d.example",
    rates: { read: 1_200, write: 600 },
  })
  expect(servers).toEqual([{ url: "https://d.example" }])
  const rows = new Map(rowsOf(read("docs/operations.md")).map(([what, limit]) => [what, limit?.replaceAll(",", "")]))
  const said = (what: string) => rows.get(what) ?? what
  const [reads, unknown] = said("reads, a caller and minute").split("; without a credential ")
  const [writes, unknownWrites] = said("writes, a caller and minute").split("; without a credential ")
  expect(info.description).toContain(
    `${reads} reads and ${writes} writes, a caller and minute; half as many without a credential`,
  )
  expect([unknown, unknownWrites].map(Number)).toEqual([reads, writes].map((each) => Number(each) / 2))
  expect(info.description).toContain(
    `${said("a plan file")} of a plan file, ${said("a text that is uploaded")} of a text`,
  )
  const [json, depth] = said("a JSON body").split(" 20")
  expect(info.description).toContain(`${json?.trim()} and 20${depth?.replace(" deep", "")} of a JSON body`)
  const limits = operations.flatMap(({ operation: { parameters = [] } }) =>
    parameters.filter(({ name }) => name === "limit"),
  )
  expect(limits.map(({ schema: { maximum, default: usual } }) => [maximum, usual])).toEqual(limits.map(() => [100, 50]))
})

test("a plan is described in full: what it answers has no field that is not named", async () => {
  const { properties, additionalProperties } = document.components.schemas.Plan
  expect(additionalProperties).toBe(false)
  expect(Object.keys(properties).toSorted()).toEqual(Object.keys(await world.get(`/api/plans/${PLAN}`)).toSorted())
})
