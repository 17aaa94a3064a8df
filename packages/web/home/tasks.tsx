import type { MineReading } from "@demarche/http/responses"
import { mandateName } from "@demarche/http/sessionAuth"
import { dayText, dueText, listText, periodText, titleText, translate, translateDynamic } from "@demarche/i18n"
import { codeIn } from "@demarche/workflows/terms"
import { dayOf } from "@demarche/workplan"
import { ownName } from "../decide/formFields.ts"
import { mandateText, untilText } from "../names.ts"
import { formAddress, itemPath, planPath } from "../page.ts"
import { href } from "../visit.ts"
import { NextDate } from "./dates.tsx"
import { ItemSentence, MarginFacts } from "./itemSentence.tsx"
import { type Home, nameIn } from "./reader.ts"

/** How much needs the reader, in a sentence; where nothing does, what comes next. */
export function Headline({ home }: { home: Home }) {
  const { tasks } = home.mine
  const late = tasks.filter(({ due }) => due?.overdue).length
  return (
    <p class="headline">
      {translate(home.visit.language, "mine.headline", { count: tasks.length, late })}
      {tasks.length === 0 && (
        <>
          {" "}
          <NextDate home={home} />
        </>
      )}
    </p>
  )
}

/** What is the reader's to do, the most urgent first. */
export function Tasks({ home }: { home: Home }) {
  const { visit, plan, mine } = home
  const { language } = visit
  const { tasks, later } = mine
  if (tasks.length + later === 0) return <></>
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{translate(language, "mine.tasks")}</h2>
      {tasks.length > 0 && (
        <ul class="list">
          {tasks.map((task) => (
            <li>
              <Task home={home} task={task} />
            </li>
          ))}
        </ul>
      )}
      {later > 0 && (
        <p class="quiet">
          {translate(language, "mine.later", { count: later })}{" "}
          <a href={href(visit, planPath(plan.id, "board"))}>{translate(language, "mine.laterWhere")}</a>
        </p>
      )}
    </section>
  )
}

type ShownTask = MineReading["tasks"][number]

function Task({ home, task }: { home: Home; task: ShownTask }) {
  const { visit, plan, mine } = home
  const { language } = visit
  const { id, asked, due, until, checks, as, for: inPlaceOf } = task
  const late = due?.overdue === true
  const away = mine.standsInFor.find(({ person }) => person === inPlaceOf)
  const own = plan.reader.by
  const other = own?.office !== as.office || own.party !== as.party
  const args = { period: due?.period ? periodText(language, due.period) : "" }
  return (
    <>
      {late && <span class="late">▲ {translate(language, "mine.late")} </span>}
      <ItemSentence visit={visit} plan={plan} text={`mine.asked.${asked}`} args={args} id={id} of={task} />
      <MarginFacts
        language={language}
        code={id === plan.id ? undefined : codeIn(id)}
        facts={[
          until && translate(language, "mine.until", { until: untilText(language, plan, until) }),
          !until && due && translate(language, "mine.due", { due: dueText(language, due) }),
          checks.length > 0 && translate(language, "mine.checks", { checks: checkTitles(home, checks) }),
          away
            ? translate(language, "mine.inPlaceOf", {
                person: nameIn(home, away.person),
                day: dayText(language, away.until),
              })
            : other && translate(language, "mine.as", { mandate: mandateText(language, plan, as) }),
        ]}
      />
      <TaskActs home={home} task={task} />
    </>
  )
}

/** The acts by which each is done. */
const actsOf: Readonly<Record<ShownTask["asked"], readonly string[]>> = {
  work: [],
  report: ["reportProgress"],
  provide: [],
  clear: ["clearDraft"],
  record: ["agree"],
  decide: ["agree", "notAdopted"],
  answer: ["support", "object", "comment", "requestMoreTime"],
  contribute: ["recordInput"],
  fulfil: ["linkEvidence", "fulfil"],
  accept: ["accept", "decline"],
  deliver: ["deliver"],
  acknowledge: ["acknowledge"],
  check: [],
  moreTime: ["extendSilence", "extendConsultation", "declineMoreTime"],
  adopt: ["adopt"],
}

/** The way to the form of each act, in the office that the task is for; of a check, to its own. */
function TaskActs({ home, task }: { home: Home; task: ShownTask }) {
  const { visit, plan } = home
  if (visit.past) return <></>
  const { id, asked, checks, as } = task
  const held = plan.mandates.find(({ mandate }) => mandate.office === as.office && mandate.party === as.party)
  const query = { [ownName("as")]: held && mandateName(held) }
  const path = id === plan.id ? planPath(id) : itemPath(id)
  const acts = [
    ...actsOf[asked].map((act) => ({ act, label: translateDynamic(visit.language, `transitions.${act}`), query })),
    ...checks.map((check) => ({
      act: "recordCheck",
      label: translate(visit.language, "mine.record", { check: checkTitles(home, [check]) }),
      query: { ...query, "check.of": check },
    })),
  ]
  if (acts.length === 0) return <></>
  return (
    <p class="acts">
      {acts.map(({ act, label, query }) => (
        <a href={href(visit, formAddress(path, act), query)}>{label}</a>
      ))}
    </p>
  )
}

function checkTitles({ visit, plan }: Home, checks: readonly string[]): string {
  const titles = checks.map((id) => {
    const check = plan.procedure.checks.find((each) => each.id === id)
    return (check && titleText(visit.language, check.title)) ?? id
  })
  return listText(visit.language, titles)
}

/** Whom the reader waits for; nothing, where they wait for nobody. */
export function Waits({ home }: { home: Home }) {
  const { visit, plan, mine } = home
  const { language } = visit
  if (mine.waits.length === 0) return <></>
  return (
    <section aria-labelledby="waits">
      <h2 id="waits">{translate(language, "mine.waits")}</h2>
      <ul class="list">
        {mine.waits.map(({ id, asked, of, since, until, due, ...called }) => (
          <li>
            <ItemSentence
              visit={visit}
              plan={plan}
              text={`mine.awaited.${asked}`}
              args={{
                who: listText(
                  language,
                  of.map((each) => nameIn(home, each)),
                ),
              }}
              id={id}
              of={called}
            />
            <MarginFacts
              language={language}
              code={codeIn(id)}
              facts={[
                since && translate(language, "mine.since", { day: dayText(language, dayOf(since, plan.zone)) }),
                until && translate(language, "mine.until", { until: untilText(language, plan, until) }),
                !until && due && translate(language, "mine.due", { due: dueText(language, due) }),
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the reader is invited to, and how their words are attributed. */
export function Invitations({ home }: { home: Home }) {
  const { visit, plan, mine } = home
  const { language } = visit
  const asked = mine.invitations
  const guest = mine.mandates.some(({ office }) => office === "partner" || office === "observer")
  if (asked.length === 0 && !guest) return <></>
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">{translate(language, "mine.invitations.title")}</h2>
      {asked.length === 0 && <p>{translate(language, "mine.invitations.none")}</p>}
      <ul class="list">
        {asked.map(({ id, closes, runs, answered, chathamHouse, voice, ...called }) => (
          <li>
            <ItemSentence
              visit={visit}
              plan={plan}
              text={`mine.invitations.${runs ? "open" : "over"}`}
              args={{ until: untilText(language, plan, closes) }}
              id={id}
              of={called}
            />
            <MarginFacts
              language={language}
              code={codeIn(id)}
              facts={[
                nameIn(home, voice),
                translate(language, `mine.invitations.${answered ? "answered" : "unanswered"}`),
              ]}
            />
            <br />
            <small>{translate(language, `mine.invitations.${chathamHouse ? "chathamHouse" : "attributed"}`)}</small>
          </li>
        ))}
      </ul>
      {mine.mandates.some(({ office }) => office === "observer") && (
        <p>{translate(language, "mine.invitations.observer")}</p>
      )}
    </section>
  )
}
