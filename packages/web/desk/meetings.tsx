import { translate } from "@demarche/i18n"
import { meetingText } from "../names.ts"
import { TitleWords } from "../written.tsx"
import { ActLinks, type Desk } from "./actLinks.tsx"

/** The meetings of the plan, and what moves them. */
export function Meetings(desk: Desk) {
  const { visit, plan } = desk
  const { language } = visit
  return (
    <section aria-labelledby="meetings">
      <h2 id="meetings">{translate(language, "desk.meetings")}</h2>
      <ul class="list">
        {plan.context.meetings.map((meeting) => (
          <li>
            <TitleWords language={language} plan={plan} of={meeting} />{" "}
            <small>{meetingText(language, meeting) ?? translate(language, "desk.noDate")}</small>
            <ActLinks desk={desk} acts={["moveMeeting"]} filled={{ meeting: meeting.id }} />
          </li>
        ))}
      </ul>
      <ActLinks desk={desk} acts={["addMeeting"]} />
    </section>
  )
}
