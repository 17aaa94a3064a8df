import { expect } from "vitest"
import type { Json } from "../http/world.ts"
import { AUSTRIA, BODY, item, STAFF, within } from "./body.ts"
import { proved, section } from "./sentences.ts"

const plain = (text = "") => text.replace(/\s+/g, " ")
const MARK = "inferred, not confirmed"

export const section10 = section("10. Nothing is dropped", {
  "what a file says and no rule uses is kept, typed, shown": [
    proved("http/nothingDropped.test.ts", "is answered to the public, each piece of it verbatim"),
    proved("http/nothingDropped.test.ts", "is in what is typed of it, but for its own headings"),
    proved("http/nothingDropped.test.ts", "and the file that says everything uses every key that the format has"),
    proved(
      "http/livingDocument.test.ts",
      "each line of its file stands there once, verbatim and in order, a heading over two lines as one",
    ),
  ],
  "what it infers stays marked on every page and in every answer until confirmed": [
    proved(
      "http/inferred.test.ts",
      "what a reader inferred of an activity is marked in every answer and on its page until it is confirmed",
    ),
    proved("http/inferred.test.ts", "a meeting stands where a reader put it until it is moved"),
  ],
  "letters and calendars too mark a date that a reader inferred, until it is confirmed": within(
    {
      activities: [item("a", { schedule: { quarters: [], hard_not_after: { event: "last", inferred: true } } })],
      more: {
        deadline_events: [
          {
            id: "last",
            title: "The last",
            kind: "session",
            dates: { from: "2026-11-02", to: "2026-11-06", inferred: true },
          },
        ],
      },
    },
    async ({ world, take, at, sent }) => {
      const calendar = async () => (await world.ask("GET", `/calendar/${BODY}.ics`)).body.replaceAll("\r\n ", "")
      const marks = async () => (await calendar()).split(MARK.replace(",", "\\,")).length - 1
      expect(await marks()).toBe(2)
      await at("2026-10-06T09:00:00+02:00")
      const letter = () => plain(sent.findLast(({ to }) => to.address.startsWith("austria"))?.text)
      expect(letter()).toContain(`Due: 2 November 2026 [${MARK}]`)
      const { annotations } = await world.get(`/api/activities/${BODY}.a`)
      const [{ field }] = annotations.filter((mark: Json) => mark.inferred)
      await take(AUSTRIA, "a", "confirm", { field })
      await world.take(STAFF, `/api/plans/${BODY}`, "moveMeeting", {
        meeting: "last",
        from: "2026-11-03",
        to: "2026-11-06",
      })
      expect(await marks()).toBe(0)
      await at("2026-10-21T09:00:00+02:00")
      expect(letter()).toContain("3 November 2026")
      expect(letter()).not.toContain(MARK)
    },
  ),
  "`demarche plan upgrade` turns format 1 into 2; the import refuses 1 with that advice": [
    proved("plan-file/upgrade.test.ts", "upgraded from format 1 means what is delivered in format 2"),
    proved("cli/upgrade.test.ts", "is what the import of such a file advises"),
  ],
})
