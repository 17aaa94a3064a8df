import { variable } from "./environment.ts"
import { eventBridge } from "./eventBridge.ts"
import { memo } from "./memo.ts"

/** The stage's bus. @throws Error where the stacks did not set `BUS_NAME`. */
export const getBus = memo(() => eventBridge(variable("BUS_NAME")))
