import type { State } from "@demarche/engine"
import type { Row } from "@demarche/event-store"

/** The context in the state that a view's row ends with. */
export function contextOfRow<Context>({ body }: Pick<Row, "body">): Context {
  return (body as { state: State }).state.context as Context
}
