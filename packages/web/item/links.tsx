import { linksTo } from "@demarche/http/relatedItems"
import { dayText, translate, translateDynamic } from "@demarche/i18n"
import { itemPath } from "../page.ts"
import { href } from "../visit.ts"
import { ItemLink, PlanWords } from "../written.tsx"
import type { ShownItem } from "./shownItem.ts"

/** What an activity hangs together with; with `?links=both`, also what refers to it, for which the plan's activities are read. */
export async function Links(item: ShownItem<"activity">) {
  const { visit, plan, reading } = item
  const { language } = visit
  const { links, outputs, children, successors } = reading
  const both = visit.query.links === "both"
  const back = both ? await linksTo(visit.application, reading.id, visit.past) : []
  const label = (relation: string) => translateDynamic(language, `item.links.relations.${relation}`)
  return (
    <section id="links">
      <h2>{translate(language, "item.links.title")}</h2>
      <ul class="list">
        {links.map(({ relation, target, expected, gate, over }) => (
          <li>
            {label(relation)} <LinkTarget item={item} target={target} />
            <small>
              {[
                expected && translate(language, "item.links.expected", { day: dayText(language, expected) }),
                gate && translate(language, "item.links.gate"),
                over && translate(language, "item.links.over"),
              ]
                .filter(Boolean)
                .map((each) => ` · ${each}`)}
            </small>
          </li>
        ))}
        {outputs.map((target) => (
          <li>
            {translate(language, "item.links.outputs")} <bdi>{target}</bdi>
            {" – "}
            <LinkTarget item={item} target={target} />
          </li>
        ))}
        {children.map((target) => (
          <li>
            {translate(language, "item.links.children")} <LinkTarget item={item} target={target} />
          </li>
        ))}
        {successors.map((target) => (
          <li>
            {translate(language, "item.links.successors")} <LinkTarget item={item} target={target} />
          </li>
        ))}
        {back.map(({ relation, from }) => (
          <li>
            {translateDynamic(language, `item.links.back.${relation}`)}{" "}
            <ItemLink visit={visit} item={from} lang={plan.lang} />
          </li>
        ))}
      </ul>
      {both ? (
        back.length === 0 && <p>{translate(language, "item.links.noneBack")}</p>
      ) : (
        <p>
          <a href={`${href(visit, itemPath(reading.id), { links: "both" })}#links`}>
            {translate(language, "item.links.show")}
          </a>
        </p>
      )}
    </section>
  )
}

/** What a link leads to: an item or, where it is none, what the plan or the link itself calls it. */
export function LinkTarget({
  item: { visit, plan, names },
  target,
}: {
  item: Pick<ShownItem, "visit" | "plan" | "names">
  target: string
}) {
  const found = names.itemOf(target)
  if (found) return <ItemLink visit={visit} item={found} lang={plan.lang} />
  return <PlanWords lang={plan.lang}>{names.nameOf(target)}</PlanWords>
}
