import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { root } from "./files.ts"

/** What one room sees of another: modules by their path in the package, "" for all of them. */
interface Sight {
  values: string[]
  types: string[]
}

const all: Sight = { values: [""], types: [""] }
const types: Sight = { values: [], types: [""] }
const only = (...modules: string[]): Sight => ({ values: modules, types: modules })
const typesAnd = (...modules: string[]): Sight => ({ values: modules, types: [""] })

interface Law {
  /** The rooms it may import. */
  sees: Record<string, Sight>
  /** Node's own modules, without their `node:`; "" for all of them. */
  node: string[]
  /** It is told what time it is and what chance brought. */
  timeless?: true
  /** Globals that it may not touch, and why. */
  denied?: Record<string, string>
}

const time = "Time arrives in the facts and in the act: a replay never asks the clock."
const data = "The plan is data: what reads it says where it is."
const sentence = "A sentence depends on its language and its values alone."

/** What each room may know. An arrow that is not here is forbidden; what is here points downwards. */
const law: Record<string, Law> = {
  "event-store": { sees: {}, node: [""] },
  engine: {
    sees: { "event-store": all },
    node: ["crypto"],
    timeless: true,
    denied: {
      process: "The engine is told what it needs by who calls it.",
      fetch: "The engine knows no HTTP.",
      setInterval: "Time enters as a command.",
    },
  },
  "engine/examples/loan": {
    sees: { "event-store": all, engine: all },
    node: ["events", "fs", "net", "os", "path"],
    denied: {},
  },
  workflows: {
    // schemas is zod alone, so that who asks only what may be commanded, and by whom, loads no machine.
    sees: { engine: only("definition", "schemas") },
    node: [],
    timeless: true,
    denied: {
      Date: time,
      Temporal: time,
      performance: time,
      setTimeout: "A deadline is an instant that `deadlines` names, not a timer.",
      setInterval: "A deadline is an instant that `deadlines` names, not a timer.",
      setImmediate: "A deadline is an instant that `deadlines` names, not a timer.",
      queueMicrotask: "A workflow is pure: nothing in it runs later.",
      Math: "A workflow does not draw lots; what needs arithmetic arrives in the facts.",
      crypto: "A workflow makes no ids and no hashes.",
      process: "A workflow knows no machine it runs on.",
      fetch: "A workflow does no I/O.",
      console: "A workflow does no I/O.",
      Intl: "A workflow makes no sentences; they are i18n's.",
      globalThis: "A workflow reaches for nothing that is not imported.",
      global: "A workflow reaches for nothing that is not imported.",
    },
  },
  workplan: {
    sees: { "event-store": types, engine: types, workflows: all },
    node: [],
    timeless: true,
    denied: {
      process: data,
      fetch: data,
      crypto: "The plan's ids are in the plan.",
      performance: "Now is given by who asks.",
      setTimeout: "Nothing here waits: a due date is a value.",
      setInterval: "Nothing here waits: a due date is a value.",
    },
  },
  "plan-file": {
    sees: { "event-store": types, workflows: all, workplan: all },
    node: [],
    timeless: true,
    denied: { process: data, fetch: data, crypto: "The plan's ids are in the plan." },
  },
  i18n: {
    sees: { workflows: typesAnd("terms", "languages"), workplan: types },
    node: [],
    timeless: true,
    denied: {
      process: sentence,
      fetch: sentence,
      Date: "Dates come as ISO text and are read by temporal-polyfill, in a named zone.",
    },
  },
  mail: {
    sees: { workflows: typesAnd("terms"), workplan: all, i18n: all },
    node: [],
    timeless: true,
    denied: { process: "A transport is given its address and its credentials." },
  },
  icalendar: {
    sees: { workplan: all, i18n: all },
    node: [],
    timeless: true,
    denied: { process: "A calendar is made of what it is given.", fetch: "A calendar is made of what it is given." },
  },
  past: {
    sees: { "event-store": types },
    node: [],
    timeless: true,
    denied: { process: "The past is what the record says it was." },
  },
  application: {
    sees: {
      "event-store": all,
      past: all,
      engine: all,
      workflows: all,
      workplan: all,
      "plan-file": all,
      i18n: all,
      mail: all,
      icalendar: all,
    },
    node: ["crypto", "http", "https", "zlib"],
    denied: {
      process: "Settings are given by who starts it.",
      fetch: "Webhooks are called by webhookClient.ts alone.",
    },
  },
  http: {
    sees: {
      "event-store": all,
      engine: all,
      workflows: all,
      workplan: all,
      "plan-file": all,
      i18n: all,
      mail: all,
      icalendar: all,
      application: all,
    },
    node: ["crypto", "events", "worker_threads", "zlib"],
    timeless: true,
    denied: { process: "The app is told where it runs by who serves it." },
  },
  web: {
    sees: {
      engine: types,
      workflows: all,
      workplan: all,
      i18n: all,
      application: all,
      http: all,
    },
    node: ["crypto"],
    timeless: true,
    denied: { process: "The pages are told where they run by who serves them.", fetch: "Pages are made here." },
  },
  server: {
    sees: { "event-store": all, engine: all, "plan-file": all, mail: all, application: all, http: all, web: all },
    node: [""],
  },
  cli: {
    sees: {
      "event-store": all,
      past: all,
      engine: all,
      workflows: typesAnd("terms", "languages"),
      "plan-file": all,
      i18n: all,
      application: all,
      http: all,
      server: all,
    },
    node: [""],
  },
  functions: {
    sees: {
      "event-store": all,
      engine: all,
      mail: all,
      application: all,
      http: all,
      web: all,
      "functions/composition": all,
    },
    node: ["crypto", "fs"],
  },
  "functions/composition": {
    sees: { "event-store": all, engine: all, workflows: all, mail: all, application: all, http: all },
    node: ["crypto"],
  },
  stacks: { sees: { workflows: only("catalogue", "languages") }, node: [] },
}

/**
 * What only some places may import, whatever their room's law and manifest say of the rest of it. A name stands for what is
 * below it too, and for that alone where it ends in a slash; the first row that fits counts.
 */
export const confined: { what: string; where: string[]; types?: true }[] = [
  {
    what: "@demarche/event-store/",
    where: [
      "functions/composition",
      "functions/build.ts",
      "packages/server",
      "packages/cli",
      "packages/engine/examples/loan",
    ],
  },
  { what: "@aws-sdk/", where: ["packages/event-store/dynamodb", "packages/mail/ses.ts", "functions/composition"] },
  { what: "aws-lambda", where: ["functions"], types: true },
  { what: "hono/aws-lambda", where: ["functions/api.ts"] },
  { what: "hono/client", where: ["packages/cli"], types: true },
  {
    what: "hono",
    where: ["packages/http", "packages/web", "packages/mail", "packages/server", "packages/engine/examples/loan"],
  },
  { what: "vitest", where: ["packages/event-store/testing", "packages/engine/examples/loan"] },
  { what: "esbuild", where: ["functions/build.ts"] },
  {
    what: "node:fs",
    where: [
      "functions/build.ts",
      "packages/event-store",
      "packages/server",
      "packages/cli",
      "packages/engine/examples/loan",
    ],
  },
  { what: "node:sqlite", where: ["packages/event-store/sqlite"] },
]

/** The one file of each that reads the environment. */
export const environments = [
  "functions/composition/environment.ts",
  "packages/server/configuration.ts",
  "packages/cli/demarche.ts",
]

export interface Room extends Law {
  name: string
  /** Its folder. */
  path: string
  /** Its parts by paths of their own: a room's other files and folders are ruled like the rest of it. */
  parts: string[]
  /** The packages from outside that its manifest names. */
  packages: string[]
}

/** Folders of the tree that are a room, whether or not the table knows them. */
const folders = [
  ...["workflows", "functions", "functions/composition", "stacks"],
  ...readdirSync(join(root, "packages"))
    .map((name) => `packages/${name}`)
    .filter((path) => existsSync(join(root, path, "package.json"))),
  "packages/engine/examples/loan",
]

/** Every room of the tree: its folder, its law and its manifest. @throws Error at a folder without law. */
export const rooms: Room[] = folders.map((path) => {
  const name = path.replace(/^packages\//, "")
  if (!law[name]) throw new Error(`${path} has no law`)
  const places = new Set(confined.flatMap(({ where }) => where))
  const parts = [...places].filter((place) => place.startsWith(`${path}/`) && !folders.includes(place))
  return { name, path, parts, packages: packagesOf(path), ...law[name] }
})

/** What the table says of rooms and places that are not there. */
export const groundless = [
  ...Object.entries(law)
    .flatMap(([name, { sees }]) => [name, ...Object.keys(sees)])
    .filter((name) => !rooms.some((room) => room.name === name)),
  ...[...confined.flatMap(({ where }) => where), ...environments].filter((path) => !existsSync(join(root, path))),
]

function packagesOf(path: string): string[] {
  return dependenciesOf(path)
    .map((name) => name.replace(/^@types\//, ""))
    .filter((name) => !name.startsWith("@demarche/"))
}

/** What the manifest of a room names; stacks have none. */
export function dependenciesOf(path: string): string[] {
  const manifest = join(root, path.replace("/composition", ""), "package.json")
  if (!existsSync(manifest)) return []
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(readFileSync(manifest, "utf8"))
  return Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })
}

/** Whether a name stands for a module or a path: it is the same or above it. */
export function covers(name: string, module: string): boolean {
  return module === name || module.startsWith(/[:/]$/.test(name) ? name : `${name}/`)
}

/** The room that a path is in; the inner one where one is inside another. */
export function roomOf(path: string): Room | undefined {
  return rooms.filter((room) => covers(room.path, path)).at(-1)
}

/** What the file at a path may import of a module: all, its types alone, or nothing. */
export function mayImport(path: string, from: string): "all" | "types" | "nothing" {
  const room = roomOf(path)
  if (!room) return "all"
  if (from.startsWith(".")) return staysIn(room, path, from) ? "all" : "nothing"
  const row = confined.find(({ what }) => covers(what, from))
  if (row && !row.where.some((place) => covers(place, path))) return "nothing"
  const known = [...room.node.map((name) => `node:${name}`), ...room.packages]
  if (known.some((name) => covers(name, from))) return row?.types ? "types" : "all"
  const [, name = "", module = ""] = /^@demarche\/([^/]+)\/?(.*)$/.exec(from) ?? []
  const { values = [], types = [] } = room.sees[name] ?? {}
  const has = (modules: string[]) => modules.some((known) => known === "" || covers(known, module))
  return has(values) ? "all" : has(types) ? "types" : "nothing"
}

/** A path leads down, or up once and down, and no higher than the room; a room inside the room is another. */
function staysIn(room: Room, path: string, from: string): boolean {
  const start = join(dirname(path), from.startsWith("../") ? ".." : "")
  const target = roomOf(join(dirname(path), from))
  if (!/^\.\.?\//.test(from) || from.includes("/../") || !covers(room.path, start) || !target) return false
  return target === room || target.name in room.sees
}
