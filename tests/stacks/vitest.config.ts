import { defineConfig } from "vitest/config"
import { slowest } from "../durations.ts"

/** `npm run test:stacks`: apart from `npm test`, since it installs SST's platform first. */
export default defineConfig({
  test: {
    include: ["tests/stacks/**/*.spec.ts"],
    globalSetup: "tests/stacks/install.ts",
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["default", slowest()],
  },
})
