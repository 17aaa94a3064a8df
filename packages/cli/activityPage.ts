import {
  calledIn,
  dayText,
  deadlineText,
  instantText,
  type Language,
  ruleText,
  stateText,
  stepText,
  translateDynamic,
} from "@demarche/i18n"
import { blocked, dueLine, notYours } from "./activityTable.ts"
import type { ActivityShown } from "./contract.ts"
import { paint } from "./io.ts"
import { messages } from "./messages.ts"
import { nameIn } from "./names.ts"
import type { Session } from "./transport.ts"

type ActivityNames = ReadonlyMap<string, string>
type PageLine = [label: string, text: string]

/** The lines of one activity: headline, facts, possible transitions, blocked transitions and why. */
export function activityPage(session: Session, activity: ActivityShown, names: ActivityNames): string[] {
  const { bold, dim } = paint(session.io, "out")
  const { language } = session
  const facts = factsOf(session, activity, names)
  const label = Math.max(...facts.map(([label]) => label.length)) + 2
  const version = `${messages(language).version} ${activity.version}`
  return [
    `${bold(activity.code)}  ${calledIn(language, activity)}`,
    dim([activity.id, translateDynamic(language, `kinds.${activity.kind}`), version].join(" · ")),
    "",
    ...facts.map(([name, text]) => name.padEnd(label) + text),
    ...whatCanBeDone(session, activity),
  ]
}

function factsOf({ io, language }: Session, activity: ActivityShown, names: ActivityNames): PageLine[] {
  const said = messages(language)
  const name = (id: string) => nameIn(language, names, id)
  const statuses: Record<string, string> = said.statuses
  const relations: Record<string, string> = said.relations
  const { silence, objections, draft, agreed, consultations, constraint } = activity
  const facts: (PageLine | false)[] = [
    [said.state, `${stateText(language, activity)}, ${said.since(instantText(language, activity.since, io.zone))}`],
    [
      said.due,
      [dueLine(language, activity), activity.due && ruleText(language, activity.due.rule, names)]
        .filter(Boolean)
        .join(" – "),
    ],
    [said.holder, name(activity.holder) + (activity.ownerAssumed ? ` (${said.assumed})` : "")],
    pathLine(language, activity),
    ...activity.waitingFor.map(
      ({ target, expected }): PageLine => [
        said.waits,
        expected ? `${name(target)} (${dayText(language, expected)})` : name(target),
      ],
    ),
    constraint !== null && [
      said.constraint,
      `“${constraint.quote}” (${constraint.signedBy.map(name).join(", ") || "–"})`,
    ],
    ...consultations
      .filter(({ closed }) => !closed)
      .map(
        ({ round, closes, answered, invited }): PageLine => [
          `${said.consultation} ${round}`,
          `${deadlineText(language, closes, io.zone)}; ${said.answered(answered, invited)}`,
        ],
      ),
    silence !== null && [said.silence, deadlineText(language, silence.until, io.zone)],
    silence !== null && ["", said.supported(silence.supported, silence.addressees)],
    silence?.unanswered?.length ? ["", `${said.unanswered}: ${silence.unanswered.map(name).join(", ")}`] : false,
    ...(objections.raised ?? []).map(
      ({ objection, party, draft, paragraphs, status, text }): PageLine => [
        `${said.objection} ${objection}`,
        `${party ? name(party) : "–"}: ${said.draft} ${draft}, ${said.paragraphs} ${paragraphs.join(", ") || "–"}, ${statuses[status] ?? status} (text ${text})`,
      ],
    ),
    objections.raised === null && objections.open > 0 && [said.objection, `${objections.open} ${said.statuses.open}`],
    objections.late > 0 && [said.objection, `${objections.late} ${said.late}`],
    draft !== null && [`${said.draft} ${draft.number}`, `text ${draft.text}`],
    agreed !== null && [
      agreed.issued ? said.issued : said.agreed,
      `${said.draft} ${agreed.draft}, ${instantText(language, agreed.at, io.zone)}`,
    ],
    ...activity.links.map(
      ({ relation, target }): PageLine => [said.link, `${relations[relation] ?? relation} ${name(target)}`],
    ),
  ]
  return facts.filter((fact) => fact !== false)
}

/** The path to agreement and how far along it the item is; nothing where it has none. */
function pathLine(language: Language, { path, pathUnclear }: ActivityShown): PageLine | false {
  const said = messages(language)
  if (pathUnclear.length > 0) return [said.path, `${said.unclear}: ${pathUnclear.join(", ")}`]
  if (!path) return false
  const step = path.next === null ? undefined : path.steps[path.next - 1]
  const next = step && path.next ? `, ${said.step(path.next, path.steps.length)}: ${stepText(language, step)}` : ""
  return [said.path, `${path.title?.[language] ?? path.id}${next}`]
}

/** The lines of what can be done with an item now, what a rule blocks and why, and what is for other offices. */
export function whatCanBeDone(
  { io, language }: Session,
  { transitions }: Pick<ActivityShown, "transitions">,
): string[] {
  const { green, yellow, dim } = paint(io, "out")
  const { possible, blocked: blockedHead, notYours: notYoursHead } = messages(language)
  const label = (name: string) => `${name}  ${translateDynamic(language, `transitions.${name}`)}`
  const open = transitions.filter(({ allowed }) => allowed)
  const inTheWay = blocked(transitions)
  const others = notYours(transitions)
  return [
    ...(open.length ? ["", green(possible)] : []),
    ...open.map(({ name, fields }) => `  ${label(name)}${dim(needs(fields))}`),
    ...(inTheWay.length ? ["", yellow(blockedHead)] : []),
    ...inTheWay.flatMap(({ name, failing }) => [
      `  ${label(name)}`,
      ...failing.map(({ sentence }) => `    ${sentence}`),
    ]),
    ...(others.length ? ["", dim(`${notYoursHead} ${others.map(({ name }) => name).join(", ")}`)] : []),
  ]
}

/** The required fields, as `activity do` takes them. */
function needs({ required }: ActivityShown["transitions"][number]["fields"]): string {
  return required.map((field) => `  ${field}=…`).join("")
}
