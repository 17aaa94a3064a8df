import { type FoundItem, transitionsFor } from "@demarche/http/items"
import { languageText, listText, officeText, translate, translateDynamic } from "@demarche/i18n"
import { may, officesFor } from "@demarche/workflows/offices"
import { codeIn } from "@demarche/workflows/terms"
import type { ItemKind, Readings } from "@demarche/workplan"
import { hasScopes } from "@demarche/workplan/rules/scopes"
import { AMENDMENT, changeFilledIn } from "../decide/amendment.ts"
import { formAddress, itemPath, planPath } from "../page.ts"
import { href, type Visit } from "../visit.ts"
import { TitledSection } from "../written.tsx"
import { nextAct } from "./nextAct.ts"
import type { ShownItem } from "./shownItem.ts"

type Transition = Awaited<ReturnType<typeof transitionsFor>>[number]

/** Refusals that are about who asks, and not about how the item stands. */
const personal = ["OFFICE", "STEP_OFFICE", "CHECK_OFFICE"]

/** What an item's commands are to its reader today: none on a page of the past. */
export async function possibleOn<K extends ItemKind>({
  visit,
  plan,
  kind,
  ...found
}: ShownItem<K>): Promise<Transition[]> {
  const { application, visitor, language, past } = visit
  if (past) return []
  const asked: FoundItem<K> = found
  return transitionsFor(application, kind, asked, await visitor.claimIn(plan.id), language)
}

interface AskedActs<K extends ItemKind> {
  item: ShownItem<K>
  transitions: Transition[]
}

/** What is missing for the next step: the rules that refuse it, and the checks, languages and choices that it asks for. */
export function MissingForNext<K extends ItemKind>({ item, transitions }: AskedActs<K>) {
  const { visit, kind, reading, names } = item
  const { language } = visit
  const act = nextAct[kind](reading)
  const passes = "silence" in reading && reading.silence !== null
  if (act === undefined && !passes) return <></>
  const asked = transitions.find(({ name }) => name === act)
  const failing = (asked?.failing ?? []).filter(({ code }) => !personal.includes(code))
  const told = new Set(failing.flatMap(({ checks = [] }) => checks.map(({ id }) => id)))
  const checks = "checks" in reading ? reading.checks.filter(({ awaited, id }) => awaited && !told.has(id)) : []
  const languages = "languagesMissing" in reading ? reading.languagesMissing : []
  const unclear = "pathUnclear" in reading ? reading.pathUnclear : []
  const nothing = failing.length + checks.length + languages.length + unclear.length === 0
  const by = (offices: readonly string[]) => listText(language, offices.map(names.nameOf))
  return (
    <TitledSection title={translate(language, "item.next.title")}>
      {act && (
        <p>
          {asked?.allowed ? (
            <a href={href(visit, formAddress(itemPath(reading.id), act))}>
              {translate(language, "item.next.act", { act: actText(visit, act) })}
            </a>
          ) : (
            `${translate(language, "item.next.act", { act: actText(visit, act) })} (${whoMay(item, act)})`
          )}
        </p>
      )}
      {nothing && passes && <p>{translate(language, "item.next.passes")}</p>}
      {nothing && asked?.allowed && (
        <p>
          <span class="done">✓</span> {translate(language, "item.next.nothing")}
        </p>
      )}
      {!nothing && (
        <ul>
          {failing.map(({ sentence, checks = [] }) => (
            <li>
              <span class="waits">◔</span> {sentence}
              {checks.length > 0 && (
                <ul>
                  {checks.map((check) => (
                    <li>{translate(language, "item.next.checkBy", { title: check.title, by: by(check.by) })}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
          {checks.map(({ title, id, by: offices }) => (
            <li>
              <span class="waits">◔</span>{" "}
              {translate(language, "item.next.checkBy", { title: title[language] ?? id, by: by(offices) })}
            </li>
          ))}
          {languages.length > 0 && (
            <li>
              <span class="waits">◔</span>{" "}
              {translate(language, "item.next.languages", {
                languages: listText(
                  language,
                  languages.map((each) => languageText(language, each)),
                ),
              })}
            </li>
          )}
          {unclear.length > 0 && (
            <li>{translate(language, "item.next.unclear", { paths: listText(language, unclear) })}</li>
          )}
        </ul>
      )}
    </TitledSection>
  )
}

/** What the reader may record, each with its form; what not and why, and what others may, in words without a control. */
export function PossibleActs<K extends ItemKind>({ item, transitions }: AskedActs<K>) {
  const { visit, plan } = item
  const { language } = visit
  const { by } = plan.reader
  if (transitions.length === 0) return <></>
  const mine = transitions.filter(({ allowed }) => allowed)
  const barred = transitions.filter(({ failing }) => failing.some(({ code }) => personal.includes(code)))
  const later = transitions.filter((each) => !each.allowed && !barred.includes(each))
  const proposed = proposable(item, later)
  return (
    <TitledSection title={translate(language, "item.acts.title")}>
      {by && (
        <p>
          {mine.length + proposed.length === 0
            ? translate(language, "item.acts.nothing")
            : translate(language, "item.acts.yours", {
                office: officeText(language, by.office, plan.procedure.offices),
              })}
        </p>
      )}
      {by && mine.length + proposed.length > 0 && (
        <ul class="acts plain">
          {mine.map(({ name }) => (
            <li>
              <a href={href(visit, formAddress(itemPath(item.reading.id), name))}>{actText(visit, name)}</a>
            </li>
          ))}
          {proposed.map(({ name }) => (
            <li>
              <a
                href={href(
                  visit,
                  formAddress(planPath(plan.id), AMENDMENT),
                  changeFilledIn(`${item.kind}.${name}`, codeIn(item.reading.id)),
                )}
              >
                {translate(language, "decide.proposing", { act: actText(visit, name) })}
              </a>
            </li>
          ))}
        </ul>
      )}
      {by && later.length > 0 && (
        <details>
          <summary>{translate(language, "item.acts.notNow")}</summary>
          <ul>
            {reasonsOf(later).map(([sentence, names]) => (
              <li>
                {listText(
                  language,
                  names.map((name) => actText(visit, name)),
                )}
                {" – "}
                {sentence}
              </li>
            ))}
          </ul>
        </details>
      )}
      {barred.length > 0 && (
        <details>
          <summary>{translate(language, "item.acts.others")}</summary>
          <ul>
            {barred.map(({ name }) => (
              <li>
                {actText(visit, name)} – {whoMay(item, name)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </TitledSection>
  )
}

/** What cannot be changed at once, since the plan is amended on a path, and is proposed as an amendment by its reader. */
function proposable<K extends ItemKind>({ plan }: ShownItem<K>, later: readonly Transition[]): Transition[] {
  const { by } = plan.reader
  if (!by || !may("plan", AMENDMENT, by.office)) return []
  return later.filter(({ failing }) => failing.some(({ code }) => code === "AMENDED_ON_PATH"))
}

/** Acts by the reason for which they are refused, so that it is said once. */
function reasonsOf(transitions: Transition[]): [sentence: string, names: string[]][] {
  const sentenceOf = ({ failing }: Transition) => failing.map(({ sentence }) => sentence).join(" ")
  return [...Map.groupBy(transitions, sentenceOf)].map(([sentence, refused]) => [
    sentence,
    refused.map(({ name }) => name),
  ])
}

function actText({ language }: Visit, name: string): string {
  return translateDynamic(language, `transitions.${name}`)
}

/** Whose the next step of a path is, where the act takes it; undefined of every other. */
function takersOf(path: Readings["activity"]["path"], act: string): string[] | undefined {
  const step = path?.steps[(path.next ?? 0) - 1]
  return step && act === ofOffice[step.is] ? step.who : undefined
}

/** The acts that take a step of an office's own. */
const ofOffice: Readonly<Record<string, string>> = { record: "agree", clearance: "clearDraft" }

/** The offices that may ever take an act, by the titles that the procedure gives them; of a plan without parts no chair. */
function whoMay<K extends ItemKind>(item: ShownItem<K>, act: string): string {
  const { visit, plan, kind, reading, names } = item
  const taking = "path" in reading && typeof reading.path === "object" ? takersOf(reading.path, act) : undefined
  if (taking) return listText(visit.language, taking.map(names.nameOf))
  const absent = ["system", ...(hasScopes(plan.context) ? [] : ["chair"])]
  const offices = (officesFor(kind, act) ?? []).filter((office) => !absent.includes(office))
  return listText(
    visit.language,
    offices.map((office) => officeText(visit.language, office, plan.procedure.offices)),
  )
}
