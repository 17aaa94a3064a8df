import type { StreamName } from "@demarche/event-store"
import type { Application } from "../application.ts"
import { newPersonalStream, personalStream } from "../personalStreams.ts"

/** The stream of a notification of the plan, by the name that `notificationsOf` and `remindersIn` give it. */
export function noticeStream(application: Application, plan: string, name: string): Promise<StreamName> {
  return personalStream(application, `notice:${plan}.${name}`)
}

/** The stream on which a notification is to be queued; undefined where it is queued already. @throws as `newPersonalStream`. */
export async function unqueuedStream(
  application: Application,
  plan: string,
  name: string,
  correlation: string,
): Promise<StreamName | undefined> {
  const stream = await newPersonalStream(application, `notice:${plan}.${name}`, correlation)
  return (await application.world.events.head(stream)) ? undefined : stream
}
