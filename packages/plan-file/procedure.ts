import { usualLanguage } from "@demarche/workflows/languages"
import type { Path, Procedure } from "@demarche/workflows/procedure"
import { defined } from "@demarche/workflows/schemas"
import { defaultProcedure } from "@demarche/workplan/rules/procedure"
import { annotationsOf, filled } from "./annotations.ts"
import { OfficeName, officeOf } from "./people.ts"
import type { PlanFile } from "./planFile.ts"
import { ProcedureFile } from "./procedureFile.ts"
import { shippedProcedure } from "./shippedProcedure.ts"
import { checkOf } from "./writtenCheck.ts"
import { titlesIn, titlesOf, type WrittenTitles } from "./writtenNames.ts"
import { stepsOf } from "./writtenStep.ts"

/** What a procedure is called that does not say. */
interface Naming {
  id: string
  title: WrittenTitles
}

/** Rules that say nothing. */
const nothing = ProcedureFile.parse({})

/** What a plan file writes of its rules of procedure: its own, those that it names of the shipped ones, or nothing. */
export function writtenProcedureOf({ procedure = nothing }: Pick<PlanFile, "procedure">): ProcedureFile {
  return (typeof procedure === "string" ? shippedProcedure(procedure) : procedure) ?? nothing
}

/** A plan's rules of procedure as the plan records them; undefined where its file names none and the defaults hold. */
export function procedureOf(plan: Pick<PlanFile, "procedure" | "work_plan">): Procedure | undefined {
  const { id, title } = plan.work_plan
  return plan.procedure === undefined ? undefined : procedureFrom(writtenProcedureOf(plan), { id, title })
}

/** A plan's rules of procedure, those that hold by default where its file names none. */
export function rulesOf(plan: Pick<PlanFile, "procedure" | "work_plan">): Procedure {
  return procedureOf(plan) ?? defaultProcedure
}

/** The rules of procedure that come with the product under that id, as plans record them; undefined where there are none. */
export function shippedRules(id: string): Procedure | undefined {
  const written = shippedProcedure(id)
  return written && procedureFrom(written, { id, title: id })
}

/** The written procedure as plans record it, with every default. */
function procedureFrom(written: ProcedureFile, naming: Naming): Procedure {
  const { languages, calendar, consultation, drafts } = written
  const [language = usualLanguage] = languages.letters
  const titles = (given: WrittenTitles) => titlesOf(given, language)
  const some = (given: WrittenTitles | undefined) => titlesIn(given, language)
  return defined({
    id: written.id ?? naming.id,
    title: titles(written.title ?? naming.title),
    short: written.short,
    parties: written.parties && { one: titles(written.parties.one), many: titles(written.parties.many) },
    languages,
    officeHours: calendar.office_hours,
    offices: officesOf(written.offices, language),
    meetings: Object.entries(written.meetings).map(([id, { title, documents_before }]) =>
      defined({ id, title: titles(title), documentsWeeksBefore: documents_before }),
    ),
    groups: Object.entries(written.groups).map(([id, { title, members, observers }]) =>
      defined({ id, title: some(title), ...(members === "list" ? {} : members), observers }),
    ),
    paths: pathsOf(written, language),
    adoption: ownPathOf(written.adoption, language),
    amendments: ownPathOf(written.amendments, language),
    checks: Object.entries(written.checks).map(([id, check]) => checkOf(id, check, language)),
    actionPlans: Object.entries(written.action_plans).map(([id, { title, years, actions, clusters }]) =>
      defined({
        id,
        title: titles(title),
        years,
        actions,
        clusters: clusters?.map(({ from, to, topic, source, inferred, basis }) =>
          defined({
            from,
            to,
            topic: titles(topic),
            source,
            annotations: annotationsOf({ topic: { inferred, basis } }),
          }),
        ),
      }),
    ),
    consultation,
    drafts,
    salutations: filled(officesOf(written.salutations, language)),
    signatures: officesOf(written.signatures, language),
    answersByLink: written.answers_by_link,
  })
}

/** The paths, the default one first. */
function pathsOf({ paths }: ProcedureFile, language: string): Path[] {
  const written = Object.entries(paths).toSorted(([, one], [, other]) => Number(other.default) - Number(one.default))
  if (written.length === 0) return defaultProcedure.paths
  return written.map(([id, { title, steps, result }]) =>
    defined({
      id,
      title: titlesIn(title, language),
      steps: stepsOf(steps, language),
      result: result === "issued" ? ("issued" as const) : undefined,
    }),
  )
}

function ownPathOf(written: ProcedureFile["adoption"], language: string): Procedure["adoption"] {
  return written && defined({ path: written.path, title: titlesIn(written.title, language) })
}

function officesOf(titles: ProcedureFile["offices"], language: string): Procedure["offices"] {
  const named = OfficeName.options.flatMap((name) => {
    const title = titles[name]
    return title ? [[officeOf(name), titlesOf(title, language)] as const] : []
  })
  return Object.fromEntries(named)
}
