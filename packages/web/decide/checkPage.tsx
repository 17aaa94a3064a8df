import type { CommandRequest } from "@demarche/application/execute"
import { dueText, listText, officeText, translate, translateDynamic } from "@demarche/i18n"
import { usualLanguage } from "@demarche/workflows/languages"
import { DocumentText } from "../item/documentText.tsx"
import type { Page } from "../page.ts"
import { SendingButton } from "../sending/sendingButton.tsx"
import { Form } from "../signIn/signInForms.tsx"
import { href } from "../visit.ts"
import { LabelledFact, Original, TextBlock, TitledSection } from "../written.tsx"
import { Carried, type DecisionForm, Hidden, InYourName } from "./decisionForm.tsx"
import { type Effects, effectsOf } from "./effects.ts"
import { labelText } from "./formField.tsx"
import { type FormField, ownName } from "./formFields.ts"

/** The page that says what would be recorded, before it is. @throws EngineError as the command would. */
export async function checkPage(asked: DecisionForm, request: CommandRequest): Promise<Page> {
  const { decision } = asked
  const { visit, plan, act, code } = decision
  const { language } = visit
  const effects = await effectsOf(decision, request)
  const receipt = href({ language, query: {} }, decision.receipt(asked.key), { act })
  const title = translate(language, "decide.checkTitle", { act: translateDynamic(language, `transitions.${act}`) })
  return {
    title: `${title}${translate(language, "marks.colon")}${code}`,
    plan,
    records: true,
    main: (
      <>
        <h1>{title}</h1>
        <p class="quiet">{translate(language, "decide.notYet")}</p>
        <TitledSection title={translate(language, "decide.records")}>
          <ul>
            {effects.recorded.map((each) => (
              <li>
                <bdi>{each}</bdi>
              </li>
            ))}
          </ul>
          <InYourName decision={decision} />
          <SaidInForm asked={asked} />
          {effects.headline && (
            <p>
              {translate(language, "decide.stands")} <bdi>{effects.headline}</bdi>
            </p>
          )}
        </TitledSection>
        {effects.amendment !== undefined && (
          <TitledSection title={translate(language, "decide.amendment")}>
            <Original language={language} lang={plan.lang} />
            <DocumentText lang={plan.lang}>{effects.amendment}</DocumentText>
          </TitledSection>
        )}
        <Moves asked={asked} effects={effects} />
        <Letters asked={asked} effects={effects} />
        <Form visit={{ ...visit, query: {} }} action={decision.path} files>
          <Hidden asked={asked} />
          <Carried asked={asked} />
          <p class="acts">
            <SendingButton {...{ visit, where: receipt, main: true, name: ownName("step"), value: "record" }}>
              {translate(language, "decide.record")}
            </SendingButton>
            <button type="submit" name={ownName("step")} value="form">
              {translate(language, "decide.backToForm")}
            </button>
          </p>
        </Form>
      </>
    ),
  }
}

/** What was typed and chosen, as it was; what an amendment would change, its text says. */
function SaidInForm({ asked }: { asked: DecisionForm }) {
  const { decision, fields, circumstances } = asked
  const { visit, act } = decision
  const ownFields = fields.filter(({ change }) => change === undefined)
  const said = [...ownFields, ...circumstances].flatMap((field) => {
    const text = wordsOf(asked, field)
    return text === "" ? [] : [{ field, text }]
  })
  return (
    <dl class="facts">
      {said.map(({ field, text }) => (
        <LabelledFact label={labelText(visit, act, field)}>
          {field.input.is === "prose" ? <TextBlock>{text}</TextBlock> : <bdi>{text}</bdi>}
        </LabelledFact>
      ))}
    </dl>
  )
}

function wordsOf({ decision: { visit, act }, form, choices }: DecisionForm, { path, input }: FormField): string {
  const { language } = visit
  if (input.is === "deadline" || input.is === "instant")
    return ["day", "time", "offset"]
      .map((part) => form[`${path}.${part}`]?.[0] ?? "")
      .join(" ")
      .trim()
  const said = (form[path] ?? []).filter((each) => each.trim() !== "")
  if (input.is === "tick") return said.length > 0 ? "✓" : ""
  if (input.is === "decision")
    return said.map((each) => translateDynamic(language, `decide.said.${act}.${each}`)).join("")
  const options = choices.get(path)?.options ?? []
  const labels = said.map((value) => options.find((each) => each.value === value)?.label ?? value)
  return input.is === "prose" ? labels.join("\n") : listText(language, labels)
}

interface ShownEffects {
  asked: DecisionForm
  effects: Effects
}

/** The dates that it moves, what follows of other items, and what becomes possible. */
function Moves({ asked: { decision }, effects: { moves, follows, opens, vacant } }: ShownEffects) {
  const { language } = decision.visit
  return (
    <>
      <TitledSection title={translate(language, "decide.moves")}>
        {moves.length + follows.length === 0 && <p>{translate(language, "decide.movesNothing")}</p>}
        <ul>
          {moves.map(({ code, from, to }) => (
            <li>
              {translate(language, "decide.moved", { code, from: dueText(language, from), to: dueText(language, to) })}
            </li>
          ))}
          {follows.map(({ code, sentence }) => (
            <li>
              {code}
              {translate(language, "marks.colon")}
              <bdi>{sentence}</bdi>
            </li>
          ))}
        </ul>
        {vacant.map((sentence) => (
          <p class="late">
            ▲ <bdi>{sentence}</bdi>
          </p>
        ))}
      </TitledSection>
      {opens.length > 0 && (
        <p>
          {translate(language, "decide.opens", {
            acts: listText(
              language,
              opens.map((each) => translateDynamic(language, `transitions.${each}`)),
            ),
          })}
        </p>
      )}
    </>
  )
}

/** Who is written to: counted by office, named for those who run the plan; and one of the letters. */
function Letters({ asked: { decision }, effects: { letters, letter } }: ShownEffects) {
  const { visit, plan } = decision
  const { language } = visit
  const count = letters.reduce((sum, each) => sum + each.count, 0)
  const own = plan.context.people.find(({ id }) => id === plan.reader.person)
  return (
    <TitledSection title={translate(language, "decide.letters", { count })}>
      {count === 0 && <p>{translate(language, "decide.noLetters")}</p>}
      {count > 0 && visit.lettersLeave !== true && (
        <p class="late">
          ▲ {translate(language, visit.lettersLeave === false ? "decide.noMail" : "decide.mailElsewhere")}
        </p>
      )}
      <ul>
        {letters.map(({ office, count, people }) => (
          <li>
            <bdi>
              {translate(language, "decide.lettersTo", {
                count,
                office: officeText(language, office, plan.procedure.offices),
                people: listText(language, [...people]),
              })}
            </bdi>
          </li>
        ))}
      </ul>
      {letter && (
        <details>
          <summary>{translate(language, "decide.readLetter")}</summary>
          <TextBlock lang={own?.language ?? usualLanguage}>{letter}</TextBlock>
        </details>
      )}
    </TitledSection>
  )
}
