import type { StreamName } from "@demarche/event-store"
import { titleText, translate } from "@demarche/i18n"
import { activity } from "@demarche/workflows"
import { type Language, languages } from "@demarche/workflows/languages"
import { adoptionCode } from "@demarche/workflows/ownItems"
import type { Procedure } from "@demarche/workflows/procedure"
import type { StateName } from "@demarche/workflows/stateNames"
import { means } from "@demarche/workflows/states"
import type { LocalizedTitle } from "@demarche/workflows/terms"
import type { Reaction } from "@demarche/workplan"
import type { Application } from "../application.ts"
import { adoptionOf } from "../ownItemFaults.ts"
import type { PlanSnapshot } from "../planCache.ts"
import { type PlanText, planText } from "../planText.ts"
import { keepText, textBody } from "../textBody.ts"

/**
 * What makes the item on which a proposed plan is adopted, and keeps its text that of the plan: it is planned once the plan is
 * imported, and gets a new draft with each change of the plan while no step is being taken. The plan is given as it stands now.
 */
export async function adoptionReactions(
  application: Application,
  plan: string,
  snapshot: PlanSnapshot,
): Promise<Reaction[]> {
  const { adoption } = snapshot.context.procedure ?? {}
  if (!adoption || !snapshot.tags || !means({ tags: snapshot.tags }, "paused")) return []
  const now = await planText(application, plan)
  if (!now) return []
  const stream: StreamName = `activity:${plan}.${adoptionCode}`
  const item = await adoptionOf({ application, plan, snapshot })
  const draft = (): Promise<Reaction> => draftOf(application, plan, stream, now)
  const started = { stream, command: { type: "startDrafting" } }
  if (!item) {
    if (await application.world.events.head(stream)) return []
    return [{ stream, command: planned(adoption, now) }, started, await draft()]
  }
  if (item.state === ("planned" satisfies StateName<"activity">)) return [started, await draft()]
  const [newest] = item.context.drafts.slice(-1)
  if (!activity.isRevised(item)) return []
  const same = newest !== undefined && (await textBody(application.world.texts, newest)) === now.text
  return same ? [] : [await draft()]
}

function planned({ path, title }: NonNullable<Procedure["adoption"]>, { language }: PlanText) {
  const named = titlesOfOwn(language, title, (each) => translate(each, "wording.own.adoption"))
  return { type: "plan", ...named, kind: "document", own: "adoption", path }
}

/**
 * What an item of the plan's own is called, in the plan's language and in those of its readers: as the rules of procedure call it,
 * where they do.
 */
export function titlesOfOwn(
  language: Language,
  ruled: LocalizedTitle | undefined,
  usual: (language: Language) => string,
): { title: string; titles?: LocalizedTitle } {
  const others = languages.filter((each) => each !== language && (!ruled || ruled[each] !== undefined))
  const called = (each: Language) => titleText(each, ruled) ?? usual(each)
  const titles = Object.fromEntries(others.map((each) => [each, called(each)]))
  return { title: called(language), ...(others.length > 0 && { titles }) }
}

/** The longest text that a command has in itself. */
const LONG = 40_000

/** The draft of an item of the plan's own, of which the text is made here. */
export async function draftOf(
  application: Application,
  plan: string,
  stream: StreamName,
  { text, language }: PlanText,
): Promise<Extract<Reaction, { command: object }>> {
  const given = text.length > LONG ? await keepText(application, plan, text) : text
  return { stream, command: { type: "addDraft", text: given, languages: [language] } }
}
