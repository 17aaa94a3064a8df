import axe from "axe-core"
import { formFaults, spaceFaults } from "./form.ts"
import { focusName, stepFaults, unreached } from "./walk.ts"

export { focusName, formFaults, spaceFaults, stepFaults, unreached }

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

/** What axe finds against WCAG 2.2 AA. */
export async function axeFaults(): Promise<string[]> {
  const { violations } = await axe.run(document, { runOnly: TAGS, resultTypes: ["violations"] })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `axe ${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`),
  )
}

/** Opens what is folded, so that it is looked at too. */
export function unfold(): void {
  for (const details of document.querySelectorAll("details")) details.open = true
}

/** Spaces the text as WCAG 1.4.12 lets a reader space it. */
export function spaceText(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}",
  )
  document.adoptedStyleSheets = [sheet]
}
