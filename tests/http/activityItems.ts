import type { activity } from "@demarche/workflows"
import { checksDone, confirmPath } from "./activityAsks.ts"
import { partyOf } from "./parties.ts"
import { type Item, reason } from "./samples.ts"
import { AUSTRIA, PLAN } from "./world.ts"

/** What makes a difference to what may come, in the state it is in. */
function sign(context: activity.Context, state: string, now: string): unknown[] {
  const { silence, objections, rounds, partners, invited, step, recorded, path, passed } = context
  const over = silence && silence.until.at <= now
  const open = objections.filter(({ status }) => status === "open").length
  const heard = [silence?.broken, over, objections.length, open]
  switch (state) {
    case "planned":
      return [context.feasible, context.children !== undefined, step, recorded, path]
    case "consulting":
      return [heard, rounds.map(({ summary }) => summary), context.moreTime, context.waived, step, recorded, path]
    case "drafting": {
      const asked = partners.every((partner) => invited.includes(partner))
      const text = [asked, context.drafts.length, checksDone(context), context.reached, context.moreTime]
      return [heard, text, step, recorded, passed.length, path]
    }
    case "agreed":
      return [silence !== undefined, silence?.broken, context.consents, passed.length > 0]
    default:
      return [silence !== undefined, silence?.broken, over]
  }
}

function item(name: string, code: string, more: Partial<Item> = {}): Item {
  return {
    name,
    kind: "activity",
    async begin(world) {
      await world.take(AUSTRIA, code, "linkTo", { relation: "relatesTo", target: "a document" })
      await world.take(AUSTRIA, code, "linkTo", { relation: "waitsFor", target: "a report" })
      await world.take(AUSTRIA, code, "setDue", { rules: [{ kind: "meeting", meeting: "3rc", weeks: -1 }], reason })
      return `${PLAN}.${code}`
    },
    address: (id) => `/api/activities/${id}`,
    partyOf,
    beyond: ({ drafts, rounds, objections, late, links }: activity.Context) =>
      drafts.length > 1 || rounds.length > 1 || objections.length > 2 || late > 1 || links.length > 4,
    sign: (context: activity.Context, state, now) => JSON.stringify(sign(context, state, now)),
    ...more,
  }
}

/** The acts by which a text goes its path and is taken back, without what is recorded wherever it stands. */
const alongPaths = [
  ...["waiveConsultation", "startDrafting", "addDraft", "agree", "agreeToo", "notAdopted", "requestClearance"],
  ...["clearDraft", "circulate", "voidSilence", "objectA", "objectB", "objectReceived", "withdrawObjection"],
  ...["resolveObjection", "returnToConsultation", "correct", "wait", "waitLater", "defer"],
]

/** Those of the Convention's plan, and texts of a plan that has every step, kept or not, before or after each other. */
export const activityItems: Item[] = [
  item("a document", "t2-a2", { also: [confirmPath("committee")] }),
  item("an event", "x-q1-2"),
  item("an ongoing activity", "t1-a2", { also: [confirmPath("recorded")] }),
  item("a conditional activity", "t3-a3"),
  item("a placeholder", "x-q3-3"),
  item("a text on a long path", "a", { plan: "ways", only: alongPaths, also: [confirmPath("whole")] }),
  item("a text on a path of silences that one objection breaks", "c", { plan: "ways", only: alongPaths }),
  item("a text whose path changes", "b", {
    plan: "ways",
    only: alongPaths,
    also: ["whole", "meeting", "clearance"].map(confirmPath),
  }),
]
