import { type Language, translate } from "@demarche/i18n"

/** A plan of a few lines to begin with: for the year in which it is asked for, in the reader's words. `now` is an instant in UTC. */
export function shortPlan(language: Language, now: string): string {
  const say = (what: "id" | "title" | "chair" | "meeting" | "track" | "activity") =>
    translate(language, `start.short.${what}`)
  const year = now.slice(0, 4)
  return `schema_version: 2
work_plan:
  id: ${say("id")}-${year}
  title: ${say("title")}
  language: ${language}
  coordinators: [chair]
  cycle: { label: "${year}", starts_on: "${year}-01-01", ends_at_event: end }
  time_zone: Europe/Zurich
deadline_events: [{ id: end, title: ${say("meeting")}, dates: { from: "${year}-12-01" } }]
actors: [{ id: chair, title: ${say("chair")}, kind: office }]
tracks: [{ id: t1, number: "1", title: ${say("track")} }]
activities: [{ id: t1-a1, track: t1, title: ${say("activity")}, kind: document }]
`
}
