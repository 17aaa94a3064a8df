import { parseArgs } from "node:util"
import { fuzz } from "./fuzzRequests.ts"

/** `npm run fuzz`: requests made of the OpenAPI document, right and with one thing wrong; `--requests`, `--seed`. */
const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "18000" },
    seed: { type: "string", default: "1" },
  },
})
const { found, statuses } = await fuzz(Number(values.seed), Number(values.requests))
process.stdout.write(`seed ${values.seed}, ${values.requests} requests: ${JSON.stringify(statuses)}\n`)
for (const line of found.slice(0, 20)) process.stdout.write(`${line}\n`)
process.exit(found.length > 0 ? 1 : 0)
