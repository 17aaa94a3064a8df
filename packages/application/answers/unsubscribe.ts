import { mailClasses } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { execute, planContext } from "../execute.ts"
import type { ActionLink } from "./actionLink.ts"

/** The classes of mail that an `unsubscribe` link stops. */
export function classesOf({ on }: ActionLink): string[] {
  return on.split(" ")
}

/** Stops the classes of mail that the link names. The link itself is the mandate. @throws EngineError as `execute`. */
export async function unsubscribe(application: Application, link: ActionLink, correlation: string): Promise<void> {
  const { plan, person, office } = link
  const { people } = await planContext(application, plan)
  const { wants = mailClasses } = people.find(({ id }) => id === person) ?? {}
  const stopped = classesOf(link)
  await execute(application, {
    plan,
    stream: `plan:${plan}`,
    command: { type: "updatePerson", person, wants: wants.filter((each) => !stopped.includes(each)) },
    by: { person, office },
    mandateImplied: true,
    correlation,
  })
}
