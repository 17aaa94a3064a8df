import { ProblemError } from "@demarche/http/problem"
import { instantText, translate } from "@demarche/i18n"
import { LETTERS_ADDRESS, type Page, type PageMaker } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import type { Visit } from "../visit.ts"

type TypedInstant = Readonly<Record<string, string>>

/** How far the clock goes on by a button, in hours. */
const strides = [1, 24, 168]

/** The clock of an installation on trial, with the forms that move it. @throws ProblemError `unknown` where it cannot be moved. */
export const clockPage: PageMaker = async (visit) => clockPageAfter(visit)

/** The same after a form of it was sent that says no instant ahead: `refused` is what it said. */
export async function clockPageAfter(visit: Visit, refused?: TypedInstant): Promise<Page> {
  const { language, now, trial } = visit
  if (!trial) throw new ProblemError("unknown", "the clock is everybody's")
  const title = translate(language, "start.clock.title")
  return {
    title,
    status: refused ? 422 : 200,
    main: (
      <>
        <h1>{title}</h1>
        <p class="headline">{translate(language, "start.clock.now", { instant: instantText(language, now, "UTC") })}</p>
        <p>{translate(language, "start.clock.lead")}</p>
        <Form visit={visit} action="/clock">
          <p class="acts">
            {strides.map((hours) => (
              <button type="submit" name="hours" value={hours}>
                {translate(language, "start.clock.on", { hours })}
              </button>
            ))}
          </p>
        </Form>
        <h2>{translate(language, "start.clock.until")}</h2>
        <UntilForm visit={visit} refused={refused} />
        {trial.outbox && (
          <p class="acts">
            <a href={LETTERS_ADDRESS}>{translate(language, "start.clock.letters")}</a>
          </p>
        )}
      </>
    ),
  }
}

function UntilForm({ visit, refused }: { visit: Visit; refused: TypedInstant | undefined }) {
  const { language } = visit
  const faulty = refused ? { "aria-invalid": "true" as const, "aria-describedby": "refusal" } : {}
  return (
    <Form visit={visit} action="/clock">
      {refused && (
        <p class="error" role="alert" id="refusal">
          {translate(language, "start.clock.wrong")}
        </p>
      )}
      <p class="field">
        <label for="day">{translate(language, "start.clock.day")}</label>
        <br />
        <input id="day" name="day" type="date" required value={refused?.day} {...faulty} />
      </p>
      <p class="field">
        <label for="time">{translate(language, "start.clock.time")}</label>
        <br />
        <input id="time" name="time" type="time" required value={refused?.time} {...faulty} />
      </p>
      <button type="submit" class="main">
        {translate(language, "start.clock.move")}
      </button>
    </Form>
  )
}
