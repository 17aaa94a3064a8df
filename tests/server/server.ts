import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))
const plan = fileURLToPath(new URL("../../packages/plan-file/plans/ccm-gso-2025-2026.yaml", import.meta.url))

/** The local host as its own process over a folder, with the CCM plan; the port is the system's choice. */
export interface Server {
  url: string
  child: ChildProcess
  /** Resolves to the exit code, or the signal's name. */
  ended: Promise<number | string | null>
}

export async function startServer(
  folder: string,
  args: string[] = ["--data", "FOLDER", "--plan", plan],
  env: Record<string, string> = {},
): Promise<Server> {
  const child = spawn(
    "node",
    ["--import", "tsx", "packages/server/start.ts", ...args.map((arg) => (arg === "FOLDER" ? folder : arg))],
    {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${root}/node_modules/.bin:${process.env.PATH}`,
        PORT: "0",
        LOG_LEVEL: "warn",
        ...env,
      },
    },
  )
  const ended = new Promise<number | string | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  )
  return { url: await listening(child), child, ended }
}

/** Where a host says that it listens; rejects with what it said where it ends before. */
export function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ""
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => {
        said += chunk
        const [url] = said.match(/http:\/\/127\.0\.0\.1:\d+/) ?? []
        if (url) resolve(url)
      })
    child.once("exit", () => reject(new Error(said)))
  })
}
