import { type KeyOfPlan, keysOfPlan } from "@demarche/http/keysOfPlan"
import { instantText, translate, translateDynamic } from "@demarche/i18n"
import { may } from "@demarche/workflows/offices"
import type { StateName } from "@demarche/workflows/stateNames"
import { mandateText, peopleNames } from "../names.ts"
import { planPath } from "../page.ts"
import { href } from "../visit.ts"
import type { Desk } from "./actLinks.tsx"
import { KeptBy } from "./keptBy.tsx"

/** The keys by which programs act in the plan: what each is for, who made it, and whether it still opens anything. */
export async function DeskKeys(desk: Desk) {
  const { visit, plan } = desk
  const { language, past } = visit
  const keys = await keysOfPlan(visit.application, { keys: plan.keys, reader: plan.reader, past })
  const made = new Set(keys.map(({ person }) => person))
  const names = await peopleNames(visit.application, plan, (id) => made.has(id))
  const { by } = plan.reader
  const makes = by !== undefined && may("access", "addKey", by.office)
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">{translate(language, "desk.keys.title")}</h2>
      {keys.length === 0 && <p>{translate(language, "desk.keys.none")}</p>}
      <ul class="list">
        {keys.map((key) => (
          <li>
            <KeyLine desk={desk} names={names} of={key} />
            {makes && !past && isInForce(key) && (
              <p class="acts">
                <a href={href(visit, keyAddress(plan.id, key.id))}>{translate(language, "transitions.revokeKey")}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
      {makes && !past && (
        <p class="acts">
          <a href={href(visit, keyAddress(plan.id))}>{translate(language, "transitions.addKey")}</a>
        </p>
      )}
      {!makes && <KeptBy visit={visit} plan={plan} what="keys" />}
    </section>
  )
}

/** Whether a program can act by it. */
export function isInForce({ state }: KeyOfPlan): boolean {
  return state === ("active" satisfies StateName<"access">)
}

/** Where keys are made or, with its id, where one is revoked. */
export function keyAddress(plan: string, id?: string): string {
  return `${planPath(plan, "desk")}/keys${id === undefined ? "" : `/${id}`}`
}

/** A key in a line or two. */
export function KeyLine({
  desk: { visit, plan },
  names,
  of,
}: {
  desk: Pick<Desk, "visit" | "plan">
  names: ReadonlyMap<string, string>
  of: KeyOfPlan
}) {
  const { language } = visit
  const { id, label, office, party, expires, person, as, made, state } = of
  const shown = (instant: string) => instantText(language, instant, plan.readerZone)
  return (
    <>
      <bdi>{label}</bdi> · {mandateText(language, plan, { office, party })} ·{" "}
      <span class={isInForce(of) ? "done" : "quiet"}>{state && translateDynamic(language, `states.${state}`)}</span>{" "}
      <small>
        <code>{id}</code> ·{" "}
        <bdi>
          {translate(language, "desk.keys.made", {
            name: names.get(person) ?? person,
            office: mandateText(language, plan, { office: as }),
            instant: shown(made),
          })}
        </bdi>
        {expires !== undefined && ` · ${translate(language, "desk.keys.until", { instant: shown(expires) })}`}
      </small>
    </>
  )
}
