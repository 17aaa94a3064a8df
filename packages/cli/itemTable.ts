import { calledIn, instantText, ruleText, stateText } from "@demarche/i18n"
import { whatCanBeDone } from "./activityPage.ts"
import { dueLine } from "./activityTable.ts"
import type { ItemShown, ListedItem } from "./contract.ts"
import { paint } from "./io.ts"
import { messages } from "./messages.ts"
import { nameIn } from "./names.ts"
import { type Cell, table } from "./table.ts"
import type { Session } from "./transport.ts"

/** One line per output or request: code, title, state, whose turn it is, due date. */
export function itemTable(
  { io, language }: Session,
  items: ListedItem[],
  names: ReadonlyMap<string, string>,
): string[] {
  const { bold, red, dim } = paint(io, "out")
  const rows = items.map((item): Cell[] => [
    { text: item.code, paint: bold },
    { text: calledIn(language, item) },
    { text: stateText(language, item) },
    { text: item.turn ? nameIn(language, names, item.turn.holder) : "", paint: dim },
    { text: dueLine(language, item), ...(item.due?.overdue && { paint: red }) },
  ])
  return table(rows, 1, io.columns)
}

/** The lines of one output or request: where it stands, an output's deliverables with their evidence, what can be done. */
export function itemPage(session: Session, item: ItemShown, names: ReadonlyMap<string, string>): string[] {
  const { io, language } = session
  const { bold, dim } = paint(io, "out")
  const said = messages(language)
  const due = [dueLine(language, item), item.due && ruleText(language, item.due.rule, names)].filter(Boolean)
  const facts: [label: string, text: string][] = [
    [said.state, `${stateText(language, item)}, ${said.since(instantText(language, item.since, io.zone))}`],
    [said.due, due.join(" – ")],
    ...(item.turn ? [[said.holder, nameIn(language, names, item.turn.holder)] satisfies [string, string]] : []),
    ...("activity" in item && item.activity ? [[said.link, item.activity] satisfies [string, string]] : []),
  ]
  const width = Math.max(...facts.map(([label]) => label.length)) + 2
  return [
    `${bold(item.code)}  ${calledIn(language, item)}`,
    dim(`${item.id} · ${said.version} ${item.version}`),
    "",
    ...facts.map(([label, text]) => label.padEnd(width) + text),
    ...("deliverables" in item ? item.deliverables : []).flatMap(
      ({ id, evidence, suggested, indicators, ...called }) => [
        `${bold(id)}  ${calledIn(language, called)}`,
        ...indicators.map(
          ({ current, target, unit, ...indicator }, at) =>
            `  ${said.indicator} ${at + 1}: ${calledIn(language, indicator)}, ${current ?? "–"} / ${target ?? "–"}${unit ? ` ${unit}` : ""}`,
        ),
        ...evidence.map(({ source }) => `  ${source}`),
        ...suggested.map((activity) => dim(`  ${said.toConfirm(activity)}`)),
      ],
    ),
    ...whatCanBeDone(session, item),
  ]
}
