import { relative, resolve } from "node:path"
import { root } from "../house/files.ts"

const dynamodb = ["@aws-sdk/client-dynamodb", "event-store"]
/** What it takes to read commits and to make rows of them. */
const projecting = [
  "application",
  "canonicalize",
  "engine",
  ...dynamodb,
  ...["past", "workflows", "workplan", "xstate", "zod"],
]
/** What it takes to run a command. */
const executing = [...projecting, "temporal-polyfill", "temporal-utils"]
/** What it takes to read a plan file; of its room a function may have the refusals alone, which it answers. */
const reading = ["leven", "plan-file", "yaml"]
const sentences = [
  "i18n",
  "intl-messageformat",
  ...["fast-memoize", "icu-messageformat-parser", "icu-skeleton-parser"].map((name) => `@formatjs/${name}`),
]

/** The rooms and libraries that each function loads at start. What is not here loads when it is used, or never. */
const loaded: Record<string, string[]> = {
  api: [...executing, ...sentences, "hono", "http", "plan-file", "web"],
  publish: ["@aws-sdk/client-eventbridge", "application", "canonicalize", "event-store", "workflows"],
  project: projecting,
  react: executing,
  importPlan: [...executing, ...reading],
  notify: executing,
  sendCode: ["@aws-sdk/client-sesv2", ...executing, "mail", "nodemailer"],
  deliver: executing,
  feedback: [...executing, "mail"],
  clock: [...executing, "mail"],
  retry: executing,
  sweep: [...executing, ...reading],
  checkpoint: ["@aws-sdk/client-s3", ...dynamodb, "application", "canonicalize"],
  redrive: [...executing, "mail", ...reading],
}

/** What a function loads at start and should not, and what the table above has for it in vain. */
export function loadFaults({ handler, loads }: { handler: string; loads: string[] }): string[] {
  const name = handler.replace(/^functions\/|\.\w+$/g, "")
  const wanted = loaded[name] ?? []
  return [
    ...loads.filter((each) => !wanted.includes(each)).map((each) => `${name}: loads ${each}`),
    ...wanted.filter((each) => !loads.includes(each)).map((each) => `${name}: does not load ${each}`),
  ]
}

/** What a client of AWS brings with it, whichever client it is. */
const sdk = /^(@smithy\/|@aws\/|@aws-sdk\/(?!client-)|(mnemonist|obliterator)$)/

/**
 * The rooms and libraries of a bundle's inputs, sorted, without the inside of AWS's SDK and without the functions' own
 * room. A path is as esbuild's metafile has it, relative to `from`.
 */
export function loadsOf(inputs: string[], from: string): string[] {
  const names = inputs.map((path) => libraryOf(path) ?? roomOf(relative(root, resolve(from, path))))
  return [...new Set(names)].filter((name) => name !== undefined && !sdk.test(name)).sort() as string[]
}

/** The library of a path; what makes pages of Hono is one of its own, which no function loads before its first page. */
function libraryOf(path: string): string | undefined {
  if (path.includes("node_modules/hono/dist/jsx/")) return "hono/jsx"
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]
}

function roomOf(path: string): string | undefined {
  return /^(?:packages\/([^/]+)|(workflows))\//.exec(path)?.slice(1).find(Boolean)
}
