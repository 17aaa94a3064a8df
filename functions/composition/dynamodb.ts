import { openClient } from "@demarche/event-store/dynamodb/client"
import { openTable } from "@demarche/event-store/dynamodb/table"
import { optionalVariable, variable } from "./environment.ts"
import { memo } from "./memo.ts"

/** One client for all tables. `DYNAMODB_ENDPOINT` is the address of a stand-in and is not set in AWS. */
const getClient = memo(() => {
  const endpoint = optionalVariable("DYNAMODB_ENDPOINT")
  return openClient({ ...(endpoint && { endpoint }) })
})

/** The table that the variable names. @throws Error where the stacks did not set it. */
export const tableIn = (name: string) => openTable(getClient(), variable(name))
