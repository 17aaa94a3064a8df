import { fileURLToPath } from "node:url"
import type { Io } from "./io.ts"
import { run } from "./run.ts"

const { env, stdout, stderr } = process
const coloured = (stream: NodeJS.WriteStream) => stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb"

async function prepare(): Promise<void> {
  const { register } = await import("tsx/esm/api")
  register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) })
}
let prepared: Promise<void> | undefined

const io: Io = {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  columns: stdout.isTTY ? stdout.columns : undefined,
  colours: { out: coloured(stdout), err: coloured(stderr) },
  env,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  prepare: () => {
    prepared ??= prepare()
    return prepared
  },
}

/** Ends the command quietly when the reader of a pipe closes it (`| head`). */
stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 7))

process.exitCode = await run(process.argv.slice(2), io)
