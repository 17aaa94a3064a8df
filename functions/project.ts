import { type Commit, project as projectInto } from "@demarche/engine"
import type { House } from "./house/house.ts"

/** Brings the views up to the commits, in whatever order and however often they come. */
export function project(house: House, commits: Commit[]): Promise<void> {
  return projectInto(house.projection, commits)
}
