import type { activity } from "@demarche/workflows"
import {
  type Audience,
  attributionOf,
  type ReadRound,
  readershipOf,
  readersOfInput,
  readersOfNames,
} from "@demarche/workflows/activity/consultation"
import { mayRead, type RecordReader, speaksAs } from "@demarche/workflows/offices"
import type { ConsultationReading } from "./consultationSchema.ts"
import type { RowBody } from "./row.ts"
import type { ConsultationStatus } from "./status.ts"

type Round = activity.Context["rounds"][number]

/** What a reading of a round is made from: what was answered, what was asked, and the reader. */
interface ConsultationInput {
  body: Pick<RowBody<"activity">, "answers">
  view: { context: Pick<activity.Context, "rounds"> }
  reader: RecordReader
}

/** A round of consultation as the reader may know it: who has not answered, those who run the plan alone. */
export function consultationReading(
  { round: number, closes, invited, answered, silent, unreached }: ConsultationStatus,
  { body, view, reader }: ConsultationInput,
): ConsultationReading {
  const round: Partial<Round> & Pick<Round, "invited"> = view.context.rounds[number - 1] ?? { invited }
  const { question = null, annex = null, summary = null, early = false } = round
  const runsThePlan = mayRead(reader.clearance)({ visibility: "restricted" })
  return {
    round: number,
    closes,
    question,
    annex,
    attribution: attributionOf(round),
    readership: readershipOf(round),
    invited: invited.length,
    answered: answered.length,
    answeredBy: isIn(readersOfNames(round), reader) ? answered : null,
    silent: runsThePlan ? silent : null,
    unreached: runsThePlan ? unreached : null,
    answers: answersTo(number, round, body.answers, reader),
    closed: summary !== null,
    early,
    summary,
  }
}

/**
 * The answers to a round that the reader reads, and whose they are where that is for them. In an order that tells nothing of when
 * they came, where it is not.
 */
function answersTo(
  number: number,
  round: ReadRound,
  recorded: RowBody<"activity">["answers"] = [],
  reader: RecordReader,
): ConsultationReading["answers"] {
  const [readsAll, readsNames] = [readersOfInput, readersOfNames].map((of) => isIn(of(round), reader))
  const answers = recorded
    .filter((each) => each.round === number)
    .map(({ party = null, paragraphs = [], text, late = false }) => {
      const own = reader.by !== undefined && speaksAs(reader.by)(party)
      return { text, paragraphs, party: own || readsNames ? party : null, late, own }
    })
    .filter(({ own }) => own || readsAll)
  return readsNames ? answers : answers.toSorted((one, other) => (one.text < other.text ? -1 : 1))
}

function isIn({ visibility, readers }: Audience, { clearance, by }: RecordReader): boolean {
  return mayRead(clearance)({ visibility }) || (by !== undefined && readers.some(speaksAs(by)))
}
