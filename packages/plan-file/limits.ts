import { commandLists } from "@demarche/workflows/offices"
import * as z from "zod"
import type { Contradiction } from "./identifiers.ts"
import { type ImportStep, importCommandsOf } from "./importCommands.ts"
import { outOfBounds, snake } from "./issues.ts"
import { type MessageParts, messageOf, plainly } from "./messageParts.ts"
import type { PlanFile } from "./planFile.ts"
import type { FilePath } from "./source.ts"
import type { Warning } from "./warnings.ts"

/**
 * What a plan file says more of than the record takes: found by the schemas of the commands that it comes to, so that a file that
 * is read is imported.
 */
export function overLimits(plan: PlanFile, warnings: Warning[]): Contradiction[] {
  const { propose, people, activities, outputs } = importCommandsOf(plan, warnings, () => "")
  const codes = new Map<string, FilePath>([
    ...plan.activities.map(({ id }, at) => [id, ["activities", at]] as const),
    ...plan.outputs.map(({ id }, at) => [id, ["outputs", at]] as const),
    ...plan.people.map(({ id }, at) => [id, ["people", at]] as const),
  ])
  const placeOf = ({ stream, command }: ImportStep): FilePath =>
    codes.get(String(command.person ?? stream.slice(stream.indexOf(".") + 1))) ?? ["work_plan"]
  return [propose, ...people, ...activities, ...outputs].flatMap((step) =>
    refusalOf(step).map(({ field, parts }) => ({ path: [...placeOf(step), field], parts })),
  )
}

const schemas = new Map<string, z.ZodType>()

/** The schema of a command of a workflow, made once. */
function schemaOf(workflow: string, command: string): z.ZodType {
  const name = `${workflow} ${command}`
  const schema = schemas.get(name) ?? z.object(commandLists[workflow]?.[command]?.fields() ?? {})
  schemas.set(name, schema)
  return schema
}

/** What is wrong first with a command, and the field in which it is, by its name in a file. */
function refusalOf({ stream, command }: ImportStep): { field: string; parts: MessageParts }[] {
  const read = schemaOf(stream.slice(0, stream.indexOf(":")), command.type).safeParse(command)
  return (read.error?.issues ?? []).slice(0, 1).map((issue) => {
    const sized = issue.code === "too_big" || issue.code === "too_small"
    const field = issue.path.findLast((segment) => typeof segment === "string") ?? "id"
    return {
      field: snake(field),
      parts: sized ? outOfBounds(issue, messageOf`it`) : plainly(issue.message),
    }
  })
}
