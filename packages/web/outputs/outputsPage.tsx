import { listItems } from "@demarche/http/items"
import { calledIn, dueText, lineText, ruleText, translate, translateDynamic } from "@demarche/i18n"
import { dayOf } from "@demarche/workplan"
import { whoText } from "../names.ts"
import { itemPath, type PageMaker, planPath } from "../page.ts"
import { href, type PlanVisit, planOf, type Visit } from "../visit.ts"
import { TitleWords } from "../written.tsx"
import { EvidenceShown } from "./evidence.tsx"
import { groupOf, groups, type PromisedOutput } from "./groups.ts"

/** A plan's outputs by when they are due, and what there is of each. */
export const outputsPage: PageMaker = async (visit, { plan: id = "" }) => {
  const { application, language, past, now } = visit
  const plan = await planOf(visit, id)
  const outputs = await listItems(application, "output", id, { past, sees: plan.reader.sees })
  const today = dayOf(past?.asOf ?? now, plan.zone)
  const grouped = Map.groupBy(
    outputs.toSorted((one, other) => ((one.due?.on ?? "") < (other.due?.on ?? "") ? -1 : 1)),
    (output) => groupOf(output, today),
  )
  const soon = ["overdue", "month", "quarter"] as const
  const title = translate(language, "outputs.title")
  return {
    title,
    plan,
    section: "outputs",
    main: (
      <>
        <h1>{title}</h1>
        {outputs.length === 0 ? (
          <p>{translate(language, "outputs.none")}</p>
        ) : (
          soon.every((group) => !grouped.has(group)) && <p>{translate(language, "outputs.nothing")}</p>
        )}
        {groups
          .filter((group) => grouped.has(group))
          .map((group) => (
            <section aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`}>
                {translate(language, `outputs.groups.${group}`)} <small>({grouped.get(group)?.length})</small>
              </h2>
              <ul class="list">
                {grouped.get(group)?.map((output) => (
                  <li>
                    <ListedOutputEntry visit={visit} plan={plan} output={output} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </>
    ),
  }
}

interface ListedOutput {
  visit: Visit
  plan: PlanVisit
  output: PromisedOutput
}

function ListedOutputEntry({ visit, plan, output }: ListedOutput) {
  const { language } = visit
  const { id, code, state, due, owner, ownerAssumed, deliverables } = output
  const meetings = new Map(plan.context.meetings.map((meeting) => [meeting.id, calledIn(language, meeting)]))
  const facts = [
    translateDynamic(language, `states.${state}`),
    dueText(language, due),
    due && ruleText(language, due.rule, meetings),
    translate(language, "outputs.owner", { who: whoText(language, plan, owner), assumed: ownerAssumed }),
  ]
  return (
    <>
      <a href={href(visit, itemPath(id))}>{code}</a> <TitleWords language={language} plan={plan} of={output} />
      <p class="quiet">{lineText(facts)}</p>
      {due?.overdue && <p class="late">▲ {translate(language, "due.overdue", { days: -due.days })}</p>}
      <ul>
        {deliverables.map((deliverable) => (
          <li>
            <EvidenceShown visit={visit} plan={plan} deliverable={deliverable} />
          </li>
        ))}
      </ul>
      {plan.reader.person && (
        <p>
          <a href={href(visit, `${planPath(plan.id, "outputs")}/${code}`)}>
            {translate(language, "outputs.reminders.link", { code })}
          </a>
        </p>
      )}
    </>
  )
}
