import type { ActionLink } from "@demarche/application/answers/actionLink"
import type { AnswerField, AnswerOutcome, LinkResult } from "@demarche/application/answers/answerByLink"
import type { SaidBefore } from "@demarche/application/answers/saidBefore"
import {
  calledIn,
  fieldText,
  type Language,
  lastMinutesText,
  officeText,
  translate,
  translateDynamic,
} from "@demarche/i18n"
import type { Child } from "hono/jsx"
import { writtenLanguages } from "../decide/choices.ts"
import { mandateText, untilText, whoText } from "../names.ts"
import { SendingButton } from "../sending/sendingButton.tsx"
import { sentAddress } from "../sending/sentAddress.ts"
import type { PlanVisit, Visit } from "../visit.ts"

/** What the form of a link was sent with, as it was typed and ticked. */
export interface SentAnswer {
  text: string
  /** The language of the text, where one was chosen. */
  writtenIn: string | undefined
  paragraphs: string
  ticked: boolean
  correlation: string
}

/** What the form of a link is made of: what it would do, and what was sent that has to be put right. */
interface AskedAnswer {
  visit: Visit
  plan: PlanVisit
  link: ActionLink
  came: Extract<LinkResult, { result: "can" }>
  sent: SentAnswer | undefined
  /** How an answer is attributed, and who reads it. */
  attribution: string | undefined
  /** What those in whose name it is have said in its round. */
  said: readonly SaidBefore[]
  /** Where the form leads, where that is not the address of its page, whose main act it is not then. */
  action?: string
}

/** Asks for what the act of a link needs and in whose name it is, and says what will be recorded, above the one button that does it. */
export function AnswerForm(asked: AskedAnswer) {
  const { visit, plan, link, came, sent, attribution, said, action } = asked
  const { language } = visit
  const { does } = link
  const names = does === "object" || does === "recordInput"
  const before = already.filter((each) => said.some((one) => each === `${does}.${one.does}`))
  const counts = came.how === "late" ? undefined : lastMinutesText(language, came.deadline, visit.now)
  return (
    <form method="post" action={action ?? sentAddress("", "")}>
      {came.wrong.length > 0 && (
        <p class="error" role="alert">
          {translate(language, "answer.page.wrong.some")}
        </p>
      )}
      {attribution && <p>{attribution}</p>}
      {before.map((each) => (
        <p>{translateDynamic(language, `answer.page.already.${each}`)}</p>
      ))}
      {does !== "support" && (
        <LinkField
          asked={asked}
          field="text"
          label={translate(language, does === "requestMoreTime" ? "answer.page.why" : "answer.text")}
        >
          {(fault) => (
            <textarea id={`${does}-text`} name="text" rows={3} required maxlength={40_000} {...fault}>
              {sent?.text}
            </textarea>
          )}
        </LinkField>
      )}
      {does !== "support" && <LanguageField asked={asked} />}
      {names && (
        <details open={came.wrong.includes("paragraphs") || Boolean(sent?.paragraphs)}>
          <summary>{translate(language, "answer.page.names")}</summary>
          <LinkField asked={asked} field="paragraphs" label={translate(language, "answer.paragraphs")}>
            {(fault) => (
              <input id={`${does}-paragraphs`} name="paragraphs" maxlength={200} value={sent?.paragraphs} {...fault} />
            )}
          </LinkField>
        </details>
      )}
      <SpeakerBox
        id={`${does}-ticked`}
        wrong={came.wrong.includes("speaks") && translate(language, "answer.page.wrong.speaks")}
        ticked={sent?.ticked}
      >
        {speaksText(visit, plan, link)}
      </SpeakerBox>
      <p>{willSay(asked)}</p>
      <p class="quiet">
        {translateDynamic(language, `answer.page.told.${toldOf(does, came.how)}`)}
        {` ${translate(language, "answer.page.receipt")}`}
        {counts && (
          <>
            {" "}
            <strong>{counts}</strong>
          </>
        )}
      </p>
      <p>
        <SendingButton visit={visit} where={action ?? `/${language}${visit.path}`} main={action === undefined}>
          {translateDynamic(language, `transitions.${does}`)}
        </SendingButton>
      </p>
    </form>
  )
}

/** The language of the text: that of the page, unless another is chosen. */
function LanguageField({ asked: { visit, plan, link, sent } }: { asked: AskedAnswer }) {
  const { language } = visit
  const id = `${link.does}-writtenIn`
  return (
    <p class="field">
      <label for={id}>{fieldText(language, link.does, "writtenIn")}</label>{" "}
      <select id={id} name="writtenIn">
        {writtenLanguages(language, plan).map(({ value, label }) => (
          <option value={value} selected={value === (sent?.writtenIn ?? language)}>
            {label}
          </option>
        ))}
      </select>
    </p>
  )
}

/** What to say, to who does the one, of the other that was said before it. */
const already = ["support.support", "object.support", "object.object", "recordInput.recordInput"]

/** What tells who cannot see it that a field is wrong, and why. */
interface AnswerFault {
  "aria-invalid"?: "true"
  "aria-describedby"?: string
  autofocus?: boolean
}

function LinkField({
  asked: {
    visit: { language },
    link: { does },
    came: { wrong },
  },
  field,
  label,
  children,
}: {
  asked: AskedAnswer
  field: Exclude<AnswerField, "speaks">
  label: string
  children: (fault: AnswerFault) => Child
}) {
  const id = `${does}-${field}`
  const isWrong = wrong.includes(field)
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <br />
      {children(isWrong ? describedBy(`${id}-wrong`, wrong[0] === field) : {})}
      {isWrong && (
        <span class="error" id={`${id}-wrong`}>
          {field === "text"
            ? translate(language, "answer.says.empty")
            : translate(language, "answer.page.wrong.paragraphs")}
        </span>
      )}
    </p>
  )
}

/** A box that nobody but a reader ticks: what opens every link and presses every button leaves it as it stands. */
function SpeakerBox({
  id,
  wrong,
  ticked = false,
  children,
}: {
  id: string
  wrong: string | false
  ticked?: boolean | undefined
  children?: Child
}) {
  return (
    <p class="field">
      <input
        id={id}
        name="ticked"
        type="checkbox"
        value="yes"
        required
        checked={ticked}
        {...(wrong && describedBy(`${id}-wrong`, false))}
      />{" "}
      <label for={id}>{children}</label>
      {wrong && (
        <span class="error hint" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
    </p>
  )
}

/** A form that asks for nothing but that its box is ticked; `wrong`, where it came without. */
export function TickedForm({
  id,
  button,
  wrong,
  children,
}: {
  id: string
  button: string
  wrong: string | false
  children?: Child
}) {
  return (
    <form method="post">
      <SpeakerBox id={id} wrong={wrong}>
        {children}
      </SpeakerBox>
      <button type="submit" class="main">
        {button}
      </button>
    </form>
  )
}

function describedBy(id: string, autofocus: boolean): AnswerFault {
  return { "aria-invalid": "true", "aria-describedby": id, ...(autofocus && { autofocus }) }
}

/** In whose name somebody speaks by the link: a delegation's or, for no delegation, as the office. */
function speaksText({ language }: Visit, plan: PlanVisit, { office, party }: ActionLink): string {
  const delegation = delegationOf(language, plan, party)
  return delegation === undefined
    ? translate(language, "answer.page.speaks.office", { mandate: mandateText(language, plan, { office, party }) })
    : translate(language, "answer.page.speaks.delegation", { delegation })
}

/** The name of a party that sends a delegation; undefined of any other. */
export function delegationOf(language: Language, { fields }: PlanVisit, party: string | undefined): string | undefined {
  const found = fields.parties.find(({ id, kind }) => id === party && kind === "state_party")
  return found && calledIn(language, found)
}

/** Which sentence says who is told: of an objection, by what comes of it. */
function toldOf(does: ActionLink["does"], how: AnswerOutcome): string {
  if (does !== "object") return does
  return `object.${how === "inTime" || how === "late" ? how : "beside"}`
}

/** The sentence that will be recorded: what is done, in which office, for whom, and by when. */
function willSay({ visit: { language }, plan, link: { does, party, office }, came: { how, deadline } }: AskedAnswer) {
  return translateDynamic(language, `answer.${how === "inTime" ? "will" : how}.${does}`, {
    party: party && whoText(language, plan, party),
    office: officeText(language, office, plan.procedure.offices),
    deadline: untilText(language, plan, deadline),
  })
}
