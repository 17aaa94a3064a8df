import { kindOf } from "@demarche/event-store"
import { activity } from "@demarche/workflows"
import { SilenceRef } from "@demarche/workflows/activity/fields"
import { contextIn, type EventOf, eventsOf, type Kind } from "@demarche/workplan/read-model/byKind"
import type { ReferenceContext } from "./referenceContext.ts"

/** Whether it is an event that is answered; `happened` is its instant. */
type Asks = (event: EventOf<Kind>, happened: string) => boolean

const is =
  (asked: EventOf<Kind>["type"]): Asks =>
  ({ type }) =>
    type === asked

/**
 * What the acts that may be entered for others answer among the events of their item, of which the latest counts; undefined where
 * they answer none.
 */
const answered: Readonly<Record<string, (around: ReferenceContext) => Asks | undefined>> = {
  "activity recordInput": (around) => (event) =>
    event.type === "ConsultationOpened" && event.round === said(around, "round"),
  "activity support": () => is("SilenceOpened"),
  "activity object": (around) => {
    const { data: about } = SilenceRef.safeParse(said(around, "about"))
    return ({ type }, happened) => type === "SilenceOpened" && (!about || happened === about.opened)
  },
  "activity requestMoreTime": ({ decision: { before } }) =>
    is(
      activity.openToObjections({ ...before, context: contextIn("activity", before) })
        ? "SilenceOpened"
        : "ConsultationOpened",
    ),
  "activity declineMoreTime": () => is("MoreTimeRequested"),
  "activity withdrawObjection": raised,
  "activity resolveObjection": raised,
  "activity clearDraft": () => is("ClearanceRequested"),
  "activity comment": (around) => (event) => event.type === "DraftAdded" && event.draft === said(around, "draft"),
  "activity recordCheck": (around) => {
    const { checks = {} } = contextIn("activity", around.decision.after)
    const { of } = { of: "", ...Object(said(around, "check")) }
    return checks[of]?.renewed ? is("DraftAdded") : undefined
  },
  "request accept": () => is("RequestSubmitted"),
  "request decline": () => is("RequestSubmitted"),
}

function raised(around: ReferenceContext): Asks {
  return (event) => event.type === "ObjectionRaised" && event.objection === said(around, "objection")
}

function said({ decision: { command } }: ReferenceContext, field: string): unknown {
  return Reflect.get(command, field)
}

/** Since when there is what the act answers; undefined where it answers nothing that its item's record tells of. */
export async function askedSince(around: ReferenceContext): Promise<string | undefined> {
  const { application, stream, decision } = around
  const asks = answered[`${kindOf(stream)} ${decision.command.type}`]?.(around)
  if (!asks) return undefined
  for await (const commit of application.world.events.read(stream, { backwards: true }))
    if (eventsOf(commit).some((event) => asks(event, commit.happened))) return commit.happened
  return undefined
}
