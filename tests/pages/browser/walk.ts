import { CONTROLS, isShown, nameOf } from "./element.ts"

/** The controls that the keyboard came to, in its order; a field for a date takes a Tab for each of its parts. */
const reached: Element[] = []
let parts = 0

/** More Tabs than any control has parts. */
const TRAPPED = 9

/** What is wrong with where the last Tab led; undefined once it leads out of the page. */
export function stepFaults(): string[] | undefined {
  const { activeElement: element } = document
  const before = reached.at(-1)
  if (element && element === before) return ++parts < TRAPPED ? [] : undefined
  parts = 0
  if (!element || element === document.body || reached.includes(element)) return undefined
  reached.push(element)
  const follows = !before || before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
  return [
    ...(follows ? [] : [`${nameOf(element)} comes after ${nameOf(before)}`]),
    ...(isMarked(element) ? [] : [`${nameOf(element)} does not show that it has the focus`]),
    ...(isCovered(element) ? [`${nameOf(element)} has the focus and is covered or out of sight`] : []),
  ]
}

/** The controls that no Tab led to; of a group of radio buttons one stands for all. */
export function unreached(): string[] {
  const groups = new Set(reached.map(groupOf))
  return [...document.querySelectorAll(CONTROLS)]
    .filter((control) => isShown(control) && !control.matches(":disabled,[tabindex='-1']"))
    .filter((control) => !reached.includes(control) && !(groupOf(control) && groups.has(groupOf(control))))
    .map((control) => `${nameOf(control)} is not reached by Tab`)
}

function groupOf(control: Element): string | undefined {
  return control instanceof HTMLInputElement && control.type === "radio" ? control.name : undefined
}

/** Whether a line of at least 2 px stands around it, three times as bright or dark as the paper. */
function isMarked(element: Element): boolean {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
  const paper = luminance(getComputedStyle(document.body).backgroundColor)
  const line = luminance(outlineColor)
  const contrast = (Math.max(paper, line) + 0.05) / (Math.min(paper, line) + 0.05)
  return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && contrast >= 3
}

/** The relative luminance of an rgb() colour, as WCAG computes it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((channel) => {
    const share = Number(channel) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Whether nothing of it is in the window, or something else stands over the middle of what is, wherever its lines are. */
function isCovered(element: Element): boolean {
  return [...element.getClientRects()].every(({ left, top, right, bottom }) => {
    const x = (Math.max(left, 0) + Math.min(right, window.innerWidth)) / 2
    const y = (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2
    const there = document.elementFromPoint(x, y)
    return !there || !(element.contains(there) || there.contains(element))
  })
}

/** What the control with the focus is called: by its labels, else by the words in it. */
export function focusName(): string {
  const { activeElement: element } = document
  const labels = element && "labels" in element && element.labels instanceof NodeList ? [...element.labels] : []
  return [...labels, element].map((each) => each?.textContent?.trim()).find(Boolean) ?? ""
}
