import { translate } from "@demarche/i18n"
import type { Page, PageMaker } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { planOf, type Visit } from "../visit.ts"

/** How one's own dates come into one's calendar. */
export const calendarPage: PageMaker = (visit, { plan = "" }) => calendarPageWith(visit, plan, undefined)

/** The same with an address that was made, which is shown this once. */
export async function calendarPageWith(visit: Visit, id: string, address: string | undefined): Promise<Page> {
  const { language, past } = visit
  const plan = await planOf(visit, id)
  const title = translate(language, "mine.calendar.title")
  return {
    title,
    plan,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "mine.calendar.lead")}</p>
        <p>{translate(language, "mine.calendar.what")}</p>
        {address !== undefined && (
          <>
            <p>{translate(language, "mine.calendar.made")}</p>
            <pre>{address}</pre>
            <p>{translate(language, "mine.calendar.program")}</p>
          </>
        )}
        {plan.reader.by && !past && (
          <Form visit={visit} action={`/plans/${id}/calendar`}>
            <button type="submit" class={address === undefined ? "main" : undefined}>
              {translate(language, "mine.calendar.make")}
            </button>
          </Form>
        )}
      </>
    ),
  }
}
