import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"

const files = {
  "ccm-gso-2025-2026": import.meta.resolve("@demarche/plan-file/plans/ccm-gso-2025-2026.yaml"),
}

/** The plan files that come with the project, by their names. */
export const shippedPlans: Readonly<Record<keyof typeof files, () => Promise<string>>> = {
  "ccm-gso-2025-2026": () => readFile(fileURLToPath(files["ccm-gso-2025-2026"]), "utf8"),
}
