import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../house/files.ts"

/** Where SST keeps its components and providers; git ignores it. */
export const platform = join(root, ".sst/platform")
const provider = join(platform, "node_modules/@pulumi/aws/package.json")

/**
 * Puts SST's components and the AWS provider into `.sst/`, unless those of this version are there. It asks the npm
 * registry and nobody else: no account, no Pulumi.
 */
export default function install(): void {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/sst/package.json"), "utf8"))
  const installed = join(platform, "version")
  if (existsSync(installed) && readFileSync(installed, "utf8") === version && existsSync(provider)) return
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
