import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect, test } from "vitest"
import { root } from "../house/files.ts"

test("sst.config.ts and the stacks compile, against SST's own types", async () => {
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", "stacks/tsconfig.json"], {
    cwd: root,
  }).catch((error: { stdout: string }) => error)
  expect(stdout).toBe("")
})
