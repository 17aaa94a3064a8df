import { defineConfig } from "vitest/config"
import { slowest } from "./tests/durations.ts"

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}", "packages/engine/examples/**/*.test.ts"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ["default", slowest()],
  },
})
