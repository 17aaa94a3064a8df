import { clearance } from "@demarche/workflows/offices"
import { isReachable, mandateCovers, type ReadActivity } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { readActivity } from "../readActivity.ts"
import { type ShownDraft, shownDraft, shownText } from "../shownTexts.ts"
import type { ActionLink } from "./actionLink.ts"
import { type RoundEnd, roundOfLink } from "./roundOfLink.ts"

/** What the letter of a link was about, and what has become of it. */
export interface LinkedText {
  activity: ReadActivity
  /** How its round ended. */
  ended?: RoundEnd
  /** The draft; its texts for the reader who is named in the link, while mandate and address are those of the letter. */
  draft?: ShownDraft
  /** The summary with which a consultation was closed, for that reader. */
  summary?: string
}

/** What the letter of a link was about, as the reader who is named in it may read it; undefined where there is no such activity. */
export async function textOfLink(application: Application, link: ActionLink): Promise<LinkedText | undefined> {
  const { on, person, office, party } = link
  const activity = await readActivity(application, on)
  if (!activity) return undefined
  const { context } = activity.view
  const round = await roundOfLink(application.world.events, `activity:${on}`, link, context)
  const reader = isStillReader(application, activity, link)
    ? { clearance: clearance[office], by: { person, office, ...(party && { party }) } }
    : undefined
  if ("consultation" in round && round.consultation !== undefined) {
    const { summary: hash } = context.rounds[round.consultation - 1] ?? {}
    const summary = hash && reader && (await shownText(application, activity, hash, reader))
    return { activity, ...(hash && { ended: "closed" }), ...(summary && { summary }) }
  }
  const { silence } = round
  const number = silence?.draft ?? draftNamed(link)
  if (number === undefined) return { activity }
  const draft = await shownDraft(application, activity, number, reader ?? { clearance: "public" })
  const ended = silence?.ended ?? (silence && isOver(application, silence.until.at) ? "passed" : undefined)
  return { activity, draft, ...(ended && { ended }) }
}

function draftNamed({ round }: ActionLink): number | undefined {
  return typeof round === "object" && "draft" in round ? round.draft : undefined
}

function isOver({ world }: Application, instant: string): boolean {
  return instant <= world.clock()
}

/** The mandate of the letter holds, and the address that it went to is the person's. */
function isStillReader(
  { world }: Application,
  { plan }: ReadActivity,
  { person: id, office, party, address = "" }: ActionLink,
): boolean {
  const { people, zone } = plan
  const person = people.find((each) => each.id === id)
  const covered = mandateCovers(people, { person: id, office, ...(party && { party }) }, world.clock(), zone)
  return covered && person !== undefined && isReachable(person) && person.address?.startsWith(address) === true
}
