import { readFileSync } from "node:fs"

/** The CCM plan file as it comes with the project. */
export function ccmFile(): string {
  return readFileSync(new URL("../../packages/plan-file/plans/ccm-gso-2025-2026.yaml", import.meta.url), "utf8")
}
