import * as z from "zod"
import { eventBridge } from "../cloud/eventBridge.ts"
import { read } from "./environment.ts"
import { once } from "./once.ts"

/** The bus that the stage has. @throws Error where the stacks did not name it. */
export const wiredBus = once(() => eventBridge(read(z.object({ BUS_NAME: z.string() })).BUS_NAME))
