import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { root } from "../house/tree.ts"

/** Where SST keeps its components and providers; git ignores it. */
export const platform = join(root, ".sst/platform")

/**
 * Puts SST's components and the AWS provider into `.sst/`, unless those of this version are there. It asks the npm
 * registry and nobody else: no account, no Pulumi.
 */
export default function install(): void {
  const require = createRequire(join(root, "package.json"))
  const { version } = require("sst/package.json") as { version: string }
  if (read("version") === version && existsSync(join(platform, "node_modules/@pulumi/aws"))) return
  execFileSync(process.execPath, [join(root, "node_modules/sst/bin/sst.mjs"), "install", "--stage", "test"], {
    cwd: root,
    env: {
      ...process.env,
      SST_TELEMETRY_DISABLED: "1",
      SST_SKIP_DEPENDENCY_CHECK: "1",
      SST_BUN_PATH: join(root, "node_modules/bun/bin/bun.exe"),
    },
    stdio: ["ignore", "inherit", "inherit"],
  })
}

function read(name: string): string | undefined {
  const file = join(platform, name)
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined
}
