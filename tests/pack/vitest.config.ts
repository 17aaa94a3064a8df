import { defineConfig } from "vitest/config"

/** `npm run test:pack`: apart from `npm test`, since it installs packages from the registry. */
export default defineConfig({
  test: { include: ["tests/pack/**/*.spec.ts"], testTimeout: 120_000, hookTimeout: 300_000 },
})
