import type { ActivityWording, OutputWording, PlanWording } from "@demarche/workflows/document"
import { type Defined, defined } from "@demarche/workflows/schemas"
import { annotationsOf, filled } from "./annotations.ts"
import type { ActivityEntry, OutputEntry, PlanFile } from "./planFile.ts"
import { writtenProcedureOf } from "./procedure.ts"

// What a plan file says and no rule uses, as it is recorded.

/** What the file says of the whole plan and no rule uses. */
export function planWording(file: PlanFile): Partial<PlanWording> {
  const { language, source, coordinators, cycle, background } = file.work_plan
  return defined({
    language,
    source,
    coordinators,
    startsOn: cycle.starts_on.value,
    endsAtEvent: cycle.ends_at_event.value,
    background: filled(background),
    document: filled(
      file.document.map(({ is, level, text, about }) => defined({ is, level, text, about: filled(about) })),
    ),
    deadlineEvents: filled(file.deadline_events.map(deadlineEvent)),
    ...listWording(file),
    annotations: planAnnotations(file),
  })
}

function planAnnotations(file: PlanFile) {
  const { cycle, time_zone } = file.work_plan
  const { calendar } = writtenProcedureOf(file)
  const closures = [...calendar.closures, ...file.calendar.closures]
  return annotationsOf({
    startsOn: cycle.starts_on,
    endsAtEvent: cycle.ends_at_event,
    zone: time_zone,
    ...Object.fromEntries(closures.map((day) => [`closures.${day.value}`, day])),
  })
}

/** What the file says of the entries of its lists, of those of which it says anything. */
function listWording({ objectives, tracks, themes, actors, bodies, timeline }: PlanFile) {
  return {
    objectiveWording: withMore(
      objectives.map(({ id, text, modality, note, parent }) =>
        defined({ id, text, modality: modalityWording(modality), note, annotations: annotationsOf({ parent }) }),
      ),
    ),
    trackWording: withMore(
      tracks.map(({ id, text, objectives, note, parent }) =>
        defined({
          id,
          text,
          objectives: filled(objectives.value),
          note,
          annotations: annotationsOf({ parent, objectives }),
        }),
      ),
    ),
    themeWording: withMore(
      themes.map(({ id, track, status, note }) =>
        defined({ id, track: track.value, status, note, annotations: annotationsOf({ track }) }),
      ),
    ),
    partyWording: withMore(
      actors.map(({ id, roles, ambiguous, note, inferred, basis }) =>
        defined({
          id,
          roles: filled(roles),
          ambiguous: ambiguous ? (true as const) : undefined,
          note,
          annotations: annotationsOf({ title: { inferred, basis } }),
        }),
      ),
    ),
    bodyWording: withMore(bodies.map(({ id, members }) => defined({ id, annotations: annotationsOf({ members }) }))),
    lineWording: withMore(
      timeline.map(({ id, match, note }) =>
        defined({ id, match: match.value, of: match.of, note, annotations: annotationsOf({ match }) }),
      ),
    ),
  }
}

/** The entries that say more than an id; undefined where none does. */
function withMore<T extends { id: string }>(entries: T[]): T[] | undefined {
  return filled(entries.filter((entry) => Object.keys(entry).length > 1))
}

function deadlineEvent(event: PlanFile["deadline_events"][number]) {
  const { id, title, titles, kind, dates, place, president, rule, due, note, inferred, basis } = event
  const { from, to, month, precision } = dates ?? {}
  return defined({
    id,
    title,
    titles,
    kind,
    dates: filled(defined({ from, to, month, precision })),
    place: place?.value,
    president: president?.value,
    rule: rule && { anchor: rule.anchor, weeks: rule.offset },
    due,
    note,
    annotations: annotationsOf({ title: { inferred, basis }, dates, place, president }),
  })
}

function modalityWording(
  modality: ActivityEntry["modality"],
): Defined<NonNullable<ActivityWording["modality"]>> | undefined {
  if (!modality) return undefined
  const { term, binding, needs_decision } = modality
  return defined({ term, binding, needsDecision: needs_decision ? (true as const) : undefined })
}

/** What the file says of an activity and no rule uses. */
export function activityWording(activity: ActivityEntry): Defined<ActivityWording> {
  const { text, modality, on_demand, sub_forms, deliverable, schedule, note } = activity
  return defined({
    text,
    modality: modalityWording(modality),
    schedule: filled(
      defined({
        via: schedule.via,
        instances: filled(schedule.instances.value),
        suggested: schedule.suggested?.quarter,
        notAfter: schedule.hard_not_after?.event,
        note: schedule.note,
      }),
    ),
    onDemandBy: on_demand?.by,
    subForms: filled(sub_forms),
    deliverable:
      deliverable &&
      defined({
        id: deliverable.id,
        title: deliverable.title,
        titles: deliverable.titles,
        note: deliverable.note,
      }),
    note,
  })
}

/** Which values of an activity a reader inferred. */
export function activityAnnotations(activity: ActivityEntry) {
  const { schedule, kind, track, parent, constraint, partners, themes, outputs, feeds, milestones, path } = activity
  const { lead, support, owner } = activity
  const parts = (of: "markers" | "refers") =>
    Object.fromEntries(Object.entries(activity[of]).map(([id, value]) => [`${of}.${id}`, value]))
  return annotationsOf({
    ...{ kind, track, parent, constraint, partners, themes, outputs, feeds, milestones, path, lead, support, owner },
    onDemandBy: activity.on_demand,
    externalDependency: activity.external_dependency,
    deliverable: activity.deliverable,
    "schedule.dates": schedule.dates,
    "schedule.suggested": schedule.suggested,
    "schedule.instances": schedule.instances,
    "schedule.notAfter": schedule.hard_not_after,
    ...parts("markers"),
    ...parts("refers"),
  })
}

/** What the file says of an output and no rule uses. */
export function outputWording({ type, due, cardinality, note }: OutputEntry): Defined<OutputWording> {
  return defined({
    type: type.value,
    schedule: filled(defined({ by: due?.rule?.event, via: due?.via, notAfter: due?.hard_not_after?.event })),
    cardinality: cardinality && defined({ min: cardinality.min, max: cardinality.max, note: cardinality.note }),
    note,
  })
}

/** Which values of an output a reader inferred. */
export function outputAnnotations({ type, objectives, owner, due, path, cardinality }: OutputEntry) {
  return annotationsOf({
    type,
    objectives,
    owner,
    due,
    path,
    cardinality,
    "schedule.dates": due?.dates,
    "schedule.notAfter": due?.hard_not_after,
  })
}

/** What the file says of a deliverable and no rule uses. */
export function deliverableWording(deliverable: OutputEntry["deliverables"][number]) {
  const { quote, text, measurable, evidence, cardinality, partners, must_cover, alternatives, due, note } = deliverable
  const indicators = deliverable.indicators.map(defined)
  return defined({
    quote,
    text,
    measurable,
    evidenceSought: evidence?.value,
    partners: filled(partners.value),
    mustCover: filled(must_cover),
    indicators: filled(indicators),
    countNote: cardinality?.note,
    note,
    annotations: annotationsOf({
      evidenceSought: evidence,
      min: cardinality,
      partners,
      alternatives,
      due,
    }),
  })
}
