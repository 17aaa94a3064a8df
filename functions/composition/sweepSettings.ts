import * as z from "zod"
import { variables } from "./environment.ts"

const SweepVariables = z.object({ SWEEP_SEGMENTS: z.coerce.number().int().min(1) })

/** In how many runs the sweep reads the whole table. @throws Error where the stacks did not set it to a count. */
export const getSweepSettings = () => ({ segments: variables(SweepVariables).SWEEP_SEGMENTS })
