import { kindOf } from "@demarche/event-store"
import { activity } from "@demarche/workflows"
import type { Meaning, ReferenceKind } from "@demarche/workflows/meanings"
import { Office, voiceIn } from "@demarche/workflows/terms"
import { mailClasses, procedureOf } from "@demarche/workplan"
import { givenIds, idsIn, planLists } from "./planLists.ts"
import { plannedFields } from "./planned.ts"
import type { ReferenceContext } from "./referenceContext.ts"

type NamedReference = Pick<Extract<Meaning, { is: "reference" }>, "to" | "own">

/** Whether a reference names something that is there: of the plan, of the plan file that it is part of, or of the command itself. */
export async function isNamed(around: ReferenceContext, meaning: NamedReference, id: string): Promise<boolean> {
  const { names, stream, plan } = around
  if (meaning.own && stream === `${kindOf(stream)}:${plan}.${id}`) return true
  for (const kind of meaning.to) if (names.get(kind)?.has(id) || (await exists(around, kind, id))) return true
  return false
}

/** Whether there is one of that kind: in the list that the command gives in its place or, where it gives none, in the plan. */
async function exists(around: ReferenceContext, kind: ReferenceKind, id: string): Promise<boolean> {
  const given = givenIds(around.decision.command, kind)
  return given ? given.includes(id) : stands(around, kind, id)
}

async function stands(around: ReferenceContext, kind: ReferenceKind, id: string): Promise<boolean> {
  const { application, plan, stream } = around
  const { context, promises } = around.snapshot
  const { events } = application.world
  switch (kind) {
    case "actor":
      return context.parties.includes(id)
    case "body":
      return context.bodies.some((body) => body.id === id)
    case "group":
      return procedureOf(context).groups.some((group) => group.id === id)
    case "person":
      return context.people.some((person) => person.id === id)
    case "meeting":
      return context.meetings.some((meeting) => meeting.id === id)
    case "meeting kind":
      return procedureOf(context).meetings.some((kind) => kind.id === id)
    case "path":
      return procedureOf(context).paths.some((path) => path.id === id)
    case "language":
      return context.procedure === undefined || procedureOf(context).languages.documents.includes(id)
    case "office":
      return Office.options.some((office) => office === id)
    case "mail class":
      return mailClasses.includes(id)
    case "deliverable":
      return promises.some(({ deliverables }) => deliverables.includes(id))
    case "activity":
    case "output":
      return (await events.head(`${kind}:${plan}.${id}`)) !== undefined
    case "plan":
      return (await events.head(`plan:${id}`)) !== undefined
    case "track":
    case "objective":
    case "theme":
    case "timeline line":
    case "deadline event":
      return isListed(around, kind, id)
    case "milestone":
      return [
        ...activity.usualMilestones,
        ...((await plannedFields(application, stream, "activity"))?.milestones ?? []),
      ].includes(id)
    case "text":
      return isTextOf(around, id)
    case "voice":
      return exists(around, ...voiceIn(id))
    case "document":
      return false
  }
}

/** Whether the plan has that id in its list of that kind. */
async function isListed({ application, plan }: ReferenceContext, kind: ReferenceKind, id: string): Promise<boolean> {
  const fields = Object(await plannedFields(application, `plan:${plan}`, "plan"))
  return Object.entries(planLists).some(
    ([list, named]) => named === kind && idsIn(Reflect.get(fields, list)).includes(id),
  )
}

/** Whether an event of the stream named the text, and none has redacted it. */
async function isTextOf({ application, stream }: ReferenceContext, hash: string): Promise<boolean> {
  let found = false
  for await (const { events } of application.world.events.read(stream))
    for (const { value } of events)
      if (
        value.type === "TextRedacted"
          ? Reflect.get(value, "text") === hash
          : JSON.stringify(value).includes(`"${hash}"`)
      )
        found = value.type !== "TextRedacted"
  return found
}
