import { Day, Id, Line } from "@demarche/workflows/terms"
import * as z from "zod"

/** The cycle that follows a plan's, as it is asked for. */
export const NextQuery = z.object({
  id: Id.meta({ description: "the id of the following plan" }),
  label: Line.meta({ description: "what its cycle is called, such as 2027-2028" }),
  startsOn: Day.meta({ description: "the first day of the cycle" }),
  endsAt: Id.meta({ description: "the meeting that ends it, by its id; one that the plan does not have yet is added" }),
  title: Line.optional().meta({ description: "its title; that of the plan before it, where it is left out" }),
})
