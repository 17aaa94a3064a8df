import { parseSettings } from "@demarche/application/settings"
import * as z from "zod"

const Settings = z.object({ SWEEP_SEGMENTS: z.coerce.number().int().min(1) })

/** In how many runs the sweep reads the whole table. @throws Error where the stacks did not set it to a count. */
export const getSweepSettings = () => ({ segments: parseSettings(Settings, process.env).SWEEP_SEGMENTS })
