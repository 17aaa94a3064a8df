import { calledIn, isolated, listText, periodText, titleText, translate, translateDynamic } from "@demarche/i18n"
import { usualMilestones } from "@demarche/workflows/activity/context"
import type { Meaning } from "@demarche/workflows/meanings"
import type { Readings } from "@demarche/workplan"
import { untilText } from "../names.ts"
import type { IntendedAct } from "./decision.ts"
import type { FieldChoice, FieldChoices, FormValues } from "./formFields.ts"

/** The rounds that are open and, for input that comes late, those that are closed, the drafts, the objections that stand, the silences that passed, the papers: by the name of the field, the newest first. */
export function counted(
  { visit: { language }, plan, names, act, reading, context }: IntendedAct,
  name: string,
): FieldChoice[] {
  const { consultations, drafts, objections, papers } = activityIn(reading) ?? NONE
  const by: Readonly<Record<string, FieldChoice[]>> = {
    round: consultations
      .filter(({ closed }) => !closed || act === "recordInput")
      .map(({ round, closes }) =>
        numbered(round, translate(language, "decide.round", { round, until: untilText(language, plan, closes) })),
      ),
    draft: drafts.map(({ number }) => numbered(number, translate(language, "item.draft.title", { number }))),
    objection: (objections.raised ?? [])
      .filter(({ status }) => status === "open")
      .map(({ objection, party, paragraphs }) =>
        numbered(
          objection,
          translate(language, "decide.objection", {
            objection,
            party: party && names.nameOf(party),
            paragraphs: listText(language, paragraphs),
          }),
        ),
      ),
    outcome: (context.passed ?? []).map(({ outcome, silence: { draft, until } }) =>
      numbered(
        outcome,
        translate(language, "decide.outcome", { outcome, draft, until: untilText(language, plan, until) }),
      ),
    ),
    supersedes: (papers ?? []).map(({ number, title }) => numbered(number, `${number}. ${isolated(title)}`)),
  }
  return (by[name] ?? []).toReversed()
}

const NONE: Pick<Readings["activity"], "consultations" | "drafts" | "objections" | "papers"> = {
  consultations: [],
  drafts: [],
  objections: { open: 0, total: 0, late: 0, raised: null },
  papers: null,
}

function numbered(number: number, label: string): FieldChoice {
  return { value: String(number), label }
}

function activityIn(reading: IntendedAct["reading"]): Readings["activity"] | undefined {
  return reading && "consultations" in reading ? reading : undefined
}

function outputIn(reading: IntendedAct["reading"]): Readings["output"] | undefined {
  return reading && "deliverables" in reading ? reading : undefined
}

/** What of it a reader of the plan inferred, and nobody has confirmed. */
function inferredIn(reading: IntendedAct["reading"]): string[] {
  const annotations = reading && "annotations" in reading ? reading.annotations : []
  return annotations.flatMap(({ field, inferred }) => (inferred ? [field] : []))
}

/** The stages of an activity that are not reached: those that the plan names, and those that every event has. */
export function milestones(reading: IntendedAct["reading"]): FieldChoice[] {
  const named = activityIn(reading)?.milestones ?? []
  const reached = named.flatMap(({ milestone, reached }) => (reached ? [milestone] : []))
  const all = new Set([...named.map(({ milestone }) => milestone), ...usualMilestones])
  return [...all].filter((each) => !reached.includes(each)).map((each) => ({ value: each, label: each }))
}

/** The periods of which an activity reports, those that are owed first. */
export function periods({ visit: { language }, reading }: IntendedAct): FieldChoice[] {
  const all = activityIn(reading)?.periods.filter(({ reported }) => !reported) ?? []
  return [...all.filter(({ owed }) => owed), ...all.filter(({ owed }) => !owed)].map(({ period }) => ({
    value: period,
    label: periodText(language, period),
  }))
}

/** The points that a text must cover, by their places. */
export function points(reading: IntendedAct["reading"]): FieldChoice[] {
  return (activityIn(reading)?.covers ?? []).map(({ point }, place) => ({ value: String(place), label: point }))
}

/** The parts of an item, or of its plan, that a rule looks for; undefined where they are typed. */
export function partsNamed(
  decision: IntendedAct,
  { rule }: Extract<Meaning, { is: "part" }>,
  name: string,
  form: FormValues,
): FieldChoices | undefined {
  const { visit, plan, names, reading } = decision
  const { language } = visit
  const activity = activityIn(reading)
  const deliverables = outputIn(reading)?.deliverables ?? []
  const named = (id: string): FieldChoice => ({ value: id, label: names.nameOf(id) })
  const options: Readonly<Record<string, () => FieldChoice[]>> = {
    CHECK_UNKNOWN: () => [
      ...(activity?.checks ?? []).map(({ id, title }) => ({ value: id, label: titleText(language, title) ?? id })),
      ...(activity?.partners.length
        ? ["partner", "consent"].map((id) => ({ value: id, label: translateDynamic(language, `decide.options.${id}`) }))
        : []),
    ],
    CHECK_VALUE: () =>
      name === "plan"
        ? plan.procedure.actionPlans.map(({ id, title }) => ({ value: id, label: titleText(language, title) ?? id }))
        : (activity?.checks.find(({ id }) => id === form["check.of"]?.[0])?.options ?? []).map((value) => ({
            value,
            label: value,
          })),
    NOT_LINKED: () =>
      activity
        ? activity.links.map(({ target }) => named(target))
        : deliverables.flatMap(({ evidence }) => evidence.map(({ source }) => named(source))),
    NOT_WAITING: () => (activity?.waitingFor ?? []).map(({ target }) => named(target)),
    // its path is named by this act whether or not it was inferred
    NOT_INFERRED: () =>
      [...new Set([...inferredIn(reading), "path"])].map((field) => ({
        value: field,
        label: translateDynamic(language, `wording.fields.${field.split(".")[0]}`),
      })),
    DELIVERABLE_UNKNOWN: () =>
      deliverables.map((each) => ({ value: each.id, label: `${each.id} ${isolated(calledIn(language, each))}` })),
    ALTERNATIVE_UNKNOWN: () =>
      deliverables.flatMap(({ alternatives }) => (alternatives ?? []).map((each) => ({ value: each, label: each }))),
    MEETING_UNKNOWN: () => plan.context.meetings.map((each) => ({ value: each.id, label: calledIn(language, each) })),
  }
  const found = options[rule]?.()
  return found && { options: found, open: false }
}
