import type { Application } from "@demarche/application/application"
import { inPieces } from "@demarche/application/inPieces"
import { textBody } from "@demarche/application/textBody"
import { type Past, rowAt } from "@demarche/engine"
import { codeOf, type StreamName } from "@demarche/event-store"
import { dayText, type Language, listText, pickLanguage, translate } from "@demarche/i18n"
import type { EndingPlan, NextCycle, NextWords } from "@demarche/plan-file/nextCycle"
import { mayRead } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { bodyOf } from "@demarche/workplan"
import { stateIn } from "./asOf.ts"
import type { PlanReader } from "./authentication.ts"
import { listItems } from "./items.ts"

/** A plan at an instant as a reader asks for it: with nothing of its people that they may not know. */
interface PlanAsked extends Pick<EndingPlan, "fields" | "context"> {
  id: string
  past: Past | undefined
  reader: PlanReader
}

/** The file of the plan that follows, with what is carried over to it; its comments are in the language given. */
export async function nextPlanOf(
  application: Application,
  plan: PlanAsked,
  cycle: NextCycle,
  language: Language,
): Promise<string> {
  const { nextPlanText } = await import("./lazy.ts")
  const { fields, context } = plan
  const ending: EndingPlan = {
    fields,
    context,
    people: await peopleOf(application, plan),
    activities: await carriedOver(application, "activity", plan),
    outputs: await carriedOver(application, "output", plan),
  }
  return nextPlanText(ending, cycle, wordsOf(plan.id, pickLanguage(fields.language), language))
}

function peopleOf({ world }: Application, { context, reader }: PlanAsked): Promise<EndingPlan["people"]> {
  const known = mayRead(reader.clearance)
  const people = known({ visibility: "committee" }) ? context.people : []
  return Promise.all(
    people.map(async ({ id, name, salutation, address }) => ({
      id,
      name: (await textBody(world.texts, name)) ?? id,
      salutation: salutation && (await textBody(world.texts, salutation)),
      address: address && known({ visibility: "restricted" }) ? await textBody(world.texts, address) : undefined,
    })),
  )
}

/** The items of that kind that are carried over, as they stand. */
async function carriedOver<K extends "activity" | "output">(
  application: Application,
  kind: K,
  { id: plan, past, reader }: PlanAsked,
) {
  const items = await listItems(application, kind, plan, { past, sees: reader.sees })
  const over = items.filter(({ state }) => state === ("carriedOver" satisfies StateName<"activity" | "output">))
  const found = await inPieces(over, async ({ id, version }) => {
    const stream: StreamName = `${kind}:${id}`
    const standing = await stateIn(application, stream, application.world.clock(), past)
    if (!standing) return []
    const { fields, state } = bodyOf(await rowAt(application.projection, standing.commit), kind)
    return [{ code: codeOf(stream), version, fields, context: state.context }]
  })
  return found.flat()
}

/** The words of the file: of its items in the language of the plan, of its head in the reader's. */
function wordsOf(plan: string, written: Language, language: Language): NextWords {
  return {
    source: ({ code, version }) => translate(written, "next.source", { plan, item: code, version }),
    ended: (day) => translate(written, "next.mandate", { day: dayText(written, day) }),
    head: (unsaid) => {
      const lines = unsaid.map(
        ({ what, ids }) => `- ${translate(language, `next.${what}`, { ids: listText(language, ids) })}`,
      )
      const said = [
        translate(language, "next.head", { plan }),
        ...(lines.length > 0 ? ["", translate(language, "next.unsaid"), ...lines] : []),
      ]
      return `${said.map((line) => `# ${line}`.trimEnd()).join("\n")}\n`
    },
  }
}
