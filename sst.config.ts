/// <reference path="./.sst/platform/config.d.ts" />

/** `sst deploy --stage production`; any other stage is for development and may be thrown away (docs/deploy.md). */
export default $config({
  app({ stage }) {
    const production = stage === "production"
    return {
      name: "demarche",
      home: "aws",
      removal: production ? "retain" : "remove",
      protect: production,
      providers: { aws: { version: "7.20.0" } },
    }
  },
  async run() {
    await import("./stacks/defaults.ts")
    const { allTables } = await import("./stacks/storage.ts")
    await import("./stacks/failures.ts")
    await import("./stacks/bus.ts")
    const { url } = await import("./stacks/api.ts")
    const { dkim } = await import("./stacks/mail.ts")
    await import("./stacks/listeners.ts")
    await import("./stacks/clock.ts")
    await import("./stacks/alarms.ts")
    await import("./stacks/budget.ts")
    return { url, ...allTables, dkim }
  },
})
