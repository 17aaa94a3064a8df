export { metadata } from "../metadata.ts"
export { type Command, commands } from "./commands.ts"
export { type Context, usualMilestones } from "./context.ts"
export { deadlines } from "./deadlines.ts"
export { decide } from "./decide.ts"
export { Event } from "./events.ts"
export type { Planned } from "./fields.ts"
export { machine } from "./machine.ts"
export { checksAwaited, stepsFollow } from "./path.ts"
export { awaitsOthers, isBetweenSteps, isRevised, onItsWay, openToObjections, refusals } from "./refusals.ts"

export const version = 2
