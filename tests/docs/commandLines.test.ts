import { spawn, spawnSync } from "node:child_process"
import { generateKeyPairSync } from "node:crypto"
import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createApplication } from "@demarche/application/application"
import { signCheckpoint } from "@demarche/application/audit/signCheckpoint"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { afterAll, beforeAll, expect, test } from "vitest"
import { files } from "../house/files.ts"
import { listening } from "../server/server.ts"
import { bin, env, root } from "./curl.ts"
import { documents, read } from "./documents.ts"

const PLAN = "ccm-gso-2025-2026"
const PLAN_FILE = `packages/plan-file/plans/${PLAN}.yaml`

/** The tests that run the blocks of a document which say how, such as `sh run`; the packed package's are run from there. */
const runBy: Readonly<Record<string, string>> = {
  "README.md": "tests/docs/readme.test.ts tests/docs/newInstallation.test.ts",
  "docs/plan-file.md": "tests/docs/planFile.test.ts",
  "docs/tutorial.md": "tests/docs/tutorial.test.ts",
  "docs/webhooks.md": "tests/docs/webhooks.test.ts",
  "packages/README.md": "tests/docs/packages.test.ts",
}

/** The options of the commands of AWS that the documents name, by `aws … help` of version 1.45. */
const synopses: Readonly<Record<string, readonly string[]>> = {
  "sqs receive-message":
    "queue-url attribute-names message-system-attribute-names message-attribute-names max-number-of-messages visibility-timeout wait-time-seconds".split(
      " ",
    ),
  "s3 ls": ["recursive", "page-size", "human-readable", "summarize", "request-payer"],
  "s3 cp": ["dryrun", "quiet", "recursive", "exclude", "include", "sse", "only-show-errors"],
  "dynamodb update-table":
    "attribute-definitions table-name billing-mode provisioned-throughput global-secondary-index-updates stream-specification sse-specification table-class deletion-protection-enabled no-deletion-protection-enabled".split(
      " ",
    ),
  "dynamodb update-continuous-backups": ["table-name", "point-in-time-recovery-specification"],
}

interface Block {
  path: string
  how: string
  lines: string[]
}

/** Every block of commands of every document, a line that goes on as one. */
const blocks = documents().flatMap(({ path }): Block[] =>
  [...read(path).matchAll(/^ *```(?:sh|bash|shell|console)( \w+)?\n([\s\S]*?)^ *```$/gm)].map(
    ([, how = "", code = ""]) => ({
      path,
      how: how.trim(),
      lines: code.replaceAll("\\\n", " ").trim().split("\n"),
    }),
  ),
)

const folder = mkdtempSync(join(tmpdir(), "demarche-lines-"))
const sh = (line: string) =>
  spawnSync("sh", ["-ec", line], { cwd: folder, env: { ...env, LETTER_KEY: "k".repeat(43) }, encoding: "utf8" })
let key = ""

beforeAll(async () => {
  for (const name of ["packages", "node_modules", "package.json"]) symlinkSync(join(root, name), join(folder, name))
  copyFileSync(join(root, PLAN_FILE), join(folder, "FILE"))
  copyFileSync(join(root, `tests/plan-file/format1/${PLAN}.yaml`), join(folder, "OLD.yaml"))
  expect(sh(`demarche plan import ${PLAN_FILE} --data DIR`)).toMatchObject({ status: 0 })
  copyFileSync(join(root, PLAN_FILE), join(folder, "plan.yaml"))
  await sqliteStore(join(folder, "NEW"))[Symbol.asyncDispose]()
  await signed()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Makes a checkpoint of the record in DIR, and the public half of the key that signs it. */
async function signed(): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  writeFileSync(join(folder, "checkpoint.pub"), publicKey.export({ type: "spki", format: "pem" }))
  await using store = sqliteStore(join(folder, "DIR"))
  const now = new Date().toISOString()
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }))
  const checkpoint = await signCheckpoint(createApplication(store, () => now).world, pem)
  writeFileSync(join(folder, "checkpoint.json"), JSON.stringify(checkpoint))
}

/** How the lines are tried that no other test runs: by what they begin with. The first that fits. */
const ways: readonly (readonly [begins: RegExp, tried: (line: string) => unknown])[] = [
  [/^npm ci && npm (start|test)$/, (line) => expect(scripts()).toHaveProperty(line.split(" ").at(-1) ?? "")],
  [
    /^npm ci( --prefix [\w/]+)?$/,
    (line) => expect(existsSync(join(root, line.split(" ")[3] ?? "", "package-lock.json"))).toBe(true),
  ],
  [/^npm run /, (line) => expect(scripts()).toHaveProperty(line.split(" ")[2] ?? "")],
  [/^npx sst secret set /, (line) => expect(secrets()).toContain(line.split(" ")[4])],
  [/^npx sst (diff|deploy|remove) --stage \w+$/, () => expect(existsSync(join(root, "sst.config.ts"))).toBe(true)],
  [/^openssl /, (line) => runs(line)],
  [
    /^npx demarche .*--server https:\/\/ADDRESS/,
    (line) => expect(sh(real(line)).stderr).toContain("cannot be reached"),
  ],
  [/^npm start -- --plan FILE --data DIR$/, () => starts(["--plan", "FILE", "--data", "DIR"])],
  [/^node_modules\/\.bin\/node --import tsx packages\/server\/start\.ts /, (line) => starts(line.split(" ").slice(4))],
  [
    /^SECRET='whsec_…' npx node receiver\.mjs$/,
    () => expect(read("tests/docs/webhooks.test.ts")).toContain('["receiver.mjs"]'),
  ],
  [/^export (\w+=\S+ ?)+$/, (line) => expect(lacked()).toEqual(line.match(/\w+(?==)/g))],
  [
    /^npx demarche .*--tables/,
    (line) => expect(sh(real(line)).stderr).toContain("--tables needs what the functions have"),
  ],
  [/^npx demarche sign-in-link --data DIR$/, () => runs("npx demarche sign-in-link --data NEW")],
  [/^npx demarche key add /, (line) => (key = /^demarche_(\w+?)_/m.exec(runs(line))?.[1] ?? "")],
  [/^npx demarche key revoke [0-9a-f]{16} /, (line) => runs(line.replace(/[0-9a-f]{16}/, key))],
  [/^npx demarche /, (line) => runs(line)],
  [
    /^aws /,
    (line) =>
      line
        .split(/[;|&]/)
        .filter((part) => /^\s*aws /.test(part))
        .forEach(isAws),
  ],
]

/** A line with what stands for something in it, and no day that will have passed. */
function real(line: string): string {
  const later = new Date(Date.now() + 30 * 86_400_000).toISOString()
  return line
    .replaceAll("npx demarche", "demarche")
    .replaceAll(/\bPLAN\b/g, PLAN)
    .replaceAll(/\b\d{4}-\d\d-\d\dT\S+Z/g, later)
}

function runs(line: string): string {
  const { status, stdout, stderr } = sh(real(line))
  expect(status, `${line}\n${stdout}${stderr}`).toBe(0)
  return stdout
}

/** The secrets that the stacks declare. */
const secrets = () =>
  files()
    .filter(({ path }) => path.startsWith("stacks/"))
    .flatMap(({ text }) => [...text.matchAll(/new sst\.Secret\("(\w+)"/g)].map(([, name]) => name))

const scripts = () => JSON.parse(read("package.json")).scripts

/** What a command over tables asks of the environment. */
function lacked(): string[] {
  return sh("demarche verify --tables").stderr.match(/\b[A-Z]+_TABLE\b/g) ?? []
}

async function starts(options: string[]): Promise<void> {
  const server = spawn(join(bin, "tsx"), ["packages/server/start.ts", ...options], { cwd: folder, env })
  expect(await listening(server)).toMatch(/^http:/)
  const gone = new Promise((resolve) => server.once("exit", resolve))
  server.kill("SIGTERM")
  await gone
}

function isAws(line: string): void {
  const [, service = "", command = ""] = /^\s*aws (\S+) (\S+)/.exec(line) ?? []
  const known = synopses[`${service} ${command}`]
  expect(known, line).toBeDefined()
  const options = [...line.matchAll(/ --([\w-]+)/g)].map(([, option = ""]) => option)
  expect(options.filter((option) => !known?.includes(option))).toEqual([])
}

/** A block that is one run: each line goes on with what those before it made. */
const whole = ({ lines: [first = ""] }: Block) => first === "f=checkpoint.json"

test("there are blocks of commands, and those that say how they are run are run by a test that is there", () => {
  expect(blocks.length).toBeGreaterThan(30)
  for (const { path } of blocks.filter(({ how }) => how)) {
    const tests = runBy[path.replace(/^packages\/\w[\w-]*\//, "packages/")]?.split(" ") ?? [`nothing runs ${path}`]
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([])
  }
})

const lines = blocks
  .filter((block) => !block.how && !whole(block))
  .flatMap(({ path, lines }) => lines.map((line) => ({ path, line: line.trim() })))

test.each(lines)("$path: $line", { timeout: 60_000 }, async ({ line }) => {
  const [, tried] = ways.find(([begins]) => begins.test(line)) ?? []
  expect(tried, "no test knows this command line").toBeDefined()
  await tried?.(line)
})

const tools = ["jq", "openssl", "basenc"].every((tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0)

test.skipIf(!tools).each(blocks.filter(whole))("$path verifies a checkpoint with openssl alone", async ({ lines }) => {
  await signed()
  expect(runs(lines.join("\n"))).toMatch(/Signature Verified Successfully/)
})
