import { spawnSync } from "node:child_process"
import { env, SHOWN } from "./curl.ts"

/** A block of commands that a document has, and what it shows of their answer; "…" stands for any part of it. */
export interface ShownBlock {
  how: string
  command: string
  shown: string
}

/** The blocks that a document says can be run: `sh curl`, `sh run` and `sh fails`, and the block after each. */
export function shownBlocks(markdown: string): ShownBlock[] {
  const blocks = markdown.matchAll(/^```sh (curl|run|fails)\n([\s\S]*?)^```\n+```(?:json|text)\n([\s\S]*?)^```$/gm)
  return [...blocks].map(([, how = "", command = "", shown = ""]) => ({ how, command: command.trim(), shown }))
}

/** How many blocks of a document can be run. */
export const runnable = (markdown: string) => [...markdown.matchAll(/^```sh (curl|run|fails)$/gm)].length

/** Runs a block in a folder; a demo is where the documents say it is. Says what it printed, and what of it is shown wrong. */
export function runBlock({ command, shown }: ShownBlock, cwd: string, demo = SHOWN) {
  const line = command.replaceAll(SHOWN, demo).replaceAll("npx demarche", "demarche")
  const { status, stdout, stderr } = spawnSync("sh", ["-ec", line], { cwd, env, encoding: "utf8" })
  const printed = stdout + stderr
  const said = printed.split("\n")
  return { status, printed, unsaid: shown.split("\n").filter((wanted) => !said.some((line) => reads(wanted, line))) }
}

/** Whether a text reads as shown, where "…" stands for any part of it. */
export function reads(shown: string, text: string): boolean {
  const parts = shown.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join(".*")}$`).test(text)
}
