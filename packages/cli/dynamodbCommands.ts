import type { Io } from "./io.ts"
import { say } from "./io.ts"
import type { Program } from "./settings.ts"
import { standIn } from "./tables.ts"

/** `demarche dynamodb init`: creates the tables on a local endpoint; in the cloud the stacks create them. */
export function dynamodbCommands(program: Program, io: Io): void {
  program
    .command("dynamodb")
    .description("tables for a local endpoint of DynamoDB")
    .command("init")
    .description("make the tables that are missing, and print the environment that names them")
    .requiredOption("--endpoint <url>", "the endpoint, such as http://127.0.0.1:8000")
    .option("--prefix <name>", "what the tables' names begin with", "demarche")
    .action(async ({ endpoint, prefix }) => {
      const { createTables } = await import("@demarche/event-store/dynamodb/dynamodbStore")
      const tables = { events: `${prefix}-events`, views: `${prefix}-views`, texts: `${prefix}-texts` }
      await createTables({ tables, endpoint, client: standIn(io.env) })
      say(io, `DYNAMODB_ENDPOINT=${endpoint}`)
      for (const [port, name] of Object.entries(tables)) say(io, `${port.toUpperCase()}_TABLE=${name}`)
    })
}
