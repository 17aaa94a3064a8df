import { reading } from "@demarche/engine/definition"
import type { WithMetadata } from "../metadata.ts"
import type { Context } from "./context.ts"
import type { Event } from "./events.ts"

/** Makes the guards of an activity that read the fields of an event. */
export const reads = reading<Context, WithMetadata<Event>>()
