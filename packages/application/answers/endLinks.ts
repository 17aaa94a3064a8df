import { loadState } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import { type Application, viewOf, workflowOf } from "../application.ts"
import { execute } from "../execute.ts"
import type { ActionLink } from "./actionLink.ts"

/** Whether the links of the letter in which a link stands were ended; never of letters sent before links named it. */
export async function areLinksEnded(application: Application, { notice }: ActionLink): Promise<boolean> {
  if (notice === undefined) return false
  const { events, clock } = application.world
  const found = await loadState(events, workflowOf(application, "notice"), streamOf(notice), clock())
  return found !== undefined && viewOf(application, "notice", found.snapshot).context.linksEnded === true
}

/** Ends all links of the letter that the link names, once. The link itself is the mandate. @throws EngineError as `execute`. */
export async function endLinks(
  application: Application,
  { plan, person, office, on }: ActionLink,
  correlation: string,
): Promise<void> {
  await execute(application, {
    plan,
    stream: streamOf(on),
    command: { type: "endLinks" },
    by: { person, office },
    mandateImplied: true,
    id: "end links",
    correlation,
  })
}

function streamOf(notice: string): StreamName {
  return `notice:${notice}`
}
