import { defineWorkflow, defineWorkflows, handle, type World } from "@demarche/engine"
import type { EventMetadata, View } from "@demarche/engine/definition"
import * as loan from "./loan.ts"

// What tsc refuses of a definition's metadata: it reports a line below that it would accept. Nothing here is run.

const { metadata, ...silent } = loan
const decide = (
  _view: View<loan.Context>,
  _command: loan.Command,
  _act: EventMetadata<loan.Metadata>,
): loan.Event[] => []

export async function metadataOf(world: World) {
  const workflow = defineWorkflow("loan", loan)
  const by = { person: "lea", office: "librarian" }
  const request = { stream: "loan:library.b1", command: { type: "stamp" }, correlation: "c", by } as const
  await handle(world, workflow, request, () => ({ mandated: true }))
  // @ts-expect-error: no facts, though the guards read them
  await handle(world, workflow, request)
  // @ts-expect-error: other facts
  await handle(world, workflow, request, () => ({ known: true }))
  // @ts-expect-error: an actor of another kind
  await handle(world, workflow, { ...request, by: "lea" }, () => ({ mandated: true }))

  // @ts-expect-error: acts of its own, and not as whom time acts
  defineWorkflow("loan", { ...silent, decide })
  // @ts-expect-error: the same among several
  defineWorkflows({ loan: { ...silent, decide } })
  // @ts-expect-error: time acts as somebody else
  defineWorkflow("loan", { ...loan, decide, metadata: { time: { by: "time", facts: { mandated: true } } } })
}
