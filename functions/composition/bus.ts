import * as z from "zod"
import { read } from "./environment.ts"
import { eventBridge } from "./eventBridge.ts"
import { memo } from "./memo.ts"

/** The bus that the stage has. @throws Error where the stacks did not name it. */
export const getBus = memo(() => eventBridge(read(z.object({ BUS_NAME: z.string() })).BUS_NAME))
