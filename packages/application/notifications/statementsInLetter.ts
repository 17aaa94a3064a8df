import type { LetterContent } from "@demarche/mail/letter"
import type { activity } from "@demarche/workflows"
import type { RowBody } from "@demarche/workplan/read-model/row"
import { statementsOf, statementsOnAgreed } from "@demarche/workplan/read-model/statements"
import type { Application } from "../application.ts"
import { writtenText } from "../shownTexts.ts"
import { textBody } from "../textBody.ts"

/** What the letter of an outcome says of the statements on the text: of each its kind, whose it is by name, and its words. */
export async function statementsInLetter(
  { world }: Application,
  context: Pick<activity.Context, "statements" | "agreed">,
  { texts, names }: Pick<RowBody, "texts"> & { names: ReadonlyMap<string, string> },
): Promise<NonNullable<LetterContent["statements"]>> {
  return Promise.all(
    statementsOnAgreed(statementsOf(context), context.agreed).map(async ({ as, party, text }) => {
      const words = writtenText({ texts }, text, await textBody(world.texts, text))
      const said = words && { words: { text: words.body, language: words.lang } }
      return { as, ...(party && { by: names.get(party) ?? party }), ...said }
    }),
  )
}
