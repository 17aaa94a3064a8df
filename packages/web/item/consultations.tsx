import type { WrittenText } from "@demarche/application/shownTexts"
import { lineText, listText, translate } from "@demarche/i18n"
import type { Readings } from "@demarche/workplan"
import { untilText } from "../names.ts"
import { ReadText, TitledSection } from "../written.tsx"
import type { ShownItem } from "./shownItem.ts"
import type { TextsReader } from "./textsReader.ts"

type ShownRound = Readings["activity"]["consultations"][number]

/** A consultation with those of its texts that the reader may read, by their hashes. */
interface RoundWithTexts {
  item: ShownItem<"activity">
  round: ShownRound
  texts: ReadonlyMap<string, WrittenText>
}

/** The consultations of an activity, the latest first: what was asked of whom, what was answered, and the summary. */
export async function Consultations(item: ShownItem<"activity">, texts: TextsReader) {
  const rounds = item.reading.consultations
  if (rounds.length === 0) return <></>
  const read = await Promise.all(rounds.map(async (round) => ({ round, texts: await textsOf(round, texts) })))
  return (
    <TitledSection title={translate(item.visit.language, "item.consultations.title")}>
      {read.toReversed().map((each) => (
        <ConsultationRound item={item} {...each} />
      ))}
    </TitledSection>
  )
}

async function textsOf(
  { question, annex, summary, answers }: ShownRound,
  texts: TextsReader,
): Promise<Map<string, WrittenText>> {
  const hashes = [question, annex, summary, ...answers.map(({ text }) => text)].flatMap((hash) => hash ?? [])
  const read = await Promise.all(hashes.map(async (hash) => [hash, await texts.text(hash)] as const))
  return new Map(read.flatMap(([hash, text]) => (text === undefined ? [] : [[hash, text] as const])))
}

function ConsultationRound({ item, round: each, texts }: RoundWithTexts) {
  const { visit, plan, names } = item
  const { language } = visit
  const { round, closes, closed, early, answered, invited, answeredBy, silent, unreached } = each
  const named = (ids: readonly string[]) => listText(language, ids.map(names.nameOf))
  const body = (hash: string) => <ReadText language={language} text={texts.get(hash)} />
  return (
    <>
      <h3>{translate(language, "item.consultations.round", { round })}</h3>
      <ul class="list">
        <li>
          {closed
            ? translate(language, early ? "item.consultations.early" : "item.consultations.closed")
            : translate(language, "item.consultations.closes", { closes: untilText(language, plan, closes) })}
        </li>
        <li>{translate(language, "item.consultations.answered", { answered, asked: invited })}</li>
        <li>
          {translate(language, `item.consultations.attribution.${each.attribution}`)},{" "}
          {translate(language, `item.consultations.readership.${each.readership}`)}
        </li>
        {answeredBy && answeredBy.length > 0 && (
          <li>{translate(language, "item.consultations.who", { who: named(answeredBy) })}</li>
        )}
        {silent && silent.length > 0 && (
          <li>{translate(language, "item.consultations.silent", { who: named(silent) })}</li>
        )}
        {unreached && unreached.length > 0 && (
          <li>
            <span class="late">▲ {translate(language, "item.consultations.unreached", { who: named(unreached) })}</span>
          </li>
        )}
      </ul>
      {each.question !== null && (
        <>
          <h4>{translate(language, "item.consultations.question")}</h4>
          {body(each.question)}
        </>
      )}
      {each.annex !== null && (
        <>
          <h4>{translate(language, "item.consultations.annex")}</h4>
          {body(each.annex)}
        </>
      )}
      <Answers item={item} round={each} texts={texts} />
      {each.summary !== null && (
        <>
          <h4>{translate(language, "item.consultations.summary")}</h4>
          {body(each.summary)}
        </>
      )}
    </>
  )
}

function Answers({ item: { visit, names }, round: { answers }, texts }: RoundWithTexts) {
  const { language } = visit
  if (answers.length === 0) return <></>
  return (
    <>
      <h4>{translate(language, "item.consultations.answers")}</h4>
      {answers.map(({ text, paragraphs, party, late, own }) => (
        <>
          <p class="quiet">
            {lineText([
              party === null ? translate(language, "item.consultations.unattributed") : names.nameOf(party),
              own && translate(language, "item.consultations.own"),
              paragraphs.length > 0 &&
                translate(language, "item.objections.paragraphs", { paragraphs: lineText(paragraphs, ", ") }),
              late && translate(language, "item.consultations.late"),
            ])}
          </p>
          <ReadText language={language} text={texts.get(text)} />
        </>
      ))}
    </>
  )
}
