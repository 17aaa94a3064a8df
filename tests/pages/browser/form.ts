import { CONTROLS, isShown, nameOf } from "./element.ts"

/** The least side of a control, in CSS pixels. */
const LEAST = 24

/** What is wrong with the form of the page: headings, names, sizes of controls, code in attributes. */
export function formFaults(): string[] {
  const headings = document.querySelectorAll("h1").length
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id)
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place)
  return [
    ...(headings === 1 ? [] : [`there are ${headings} h1`]),
    ...(document.title ? [] : ["it has no title"]),
    ...twice.map((id) => `the id ${id} is there twice`),
    ...[...document.querySelectorAll(CONTROLS)].flatMap(small),
    ...[...document.querySelectorAll("*")].flatMap(coded),
  ]
}

/** A control that is too small to be hit; a link within a sentence is as high as its line. */
function small(control: Element): string[] {
  if (!isShown(control) || isInSentence(control)) return []
  const { width, height } = control.getBoundingClientRect()
  return width >= LEAST && height >= LEAST ? [] : [`${nameOf(control)} is ${Math.round(width)} × ${Math.round(height)}`]
}

/** Whether words stand beside a link in the same block. */
function isInSentence(control: Element): boolean {
  if (getComputedStyle(control).display !== "inline") return false
  let block = control.parentElement
  while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement
  if (!block) return false
  const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  while (words.nextNode())
    if (/\p{L}/u.test(words.currentNode.nodeValue ?? "") && !words.currentNode.parentElement?.closest(CONTROLS))
      return true
  return false
}

const CODE = /^(?:style$|on|hx-on)/

/** Attributes that hold style or code. */
function coded(element: Element): string[] {
  return [...element.attributes]
    .filter(({ name, value }) => CODE.test(name) || /^\s*(?:js|javascript):/.test(value))
    .map(({ name }) => `${nameOf(element)} has the attribute ${name}`)
}

/** A word that is short and stands alone. */
const SHORT = /(?<=\s|^)\p{L}{2,8}(?=\s|$)/gu

/** The short words that stand on two lines, as their column is too narrow. */
function brokenWords(): string[] {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (words.nextNode()) {
    const { currentNode: text } = words
    for (const { 0: word, index } of (text.nodeValue ?? "").matchAll(SHORT)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word)
    }
  }
  return found
}

/** What does not fit: a page wider than its window, a text that is cut off, a word that is broken. */
export function spaceFaults(): string[] {
  const wide = document.documentElement.scrollWidth > window.innerWidth + 1 // what is left of a pixel is rounded up
  const elements = [...document.body.querySelectorAll("*")].filter(isShown)
  const beyond = elements.filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
  const cut = elements.filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element)
    const hides = (overflow: string) => overflow === "hidden" || overflow === "clip"
    return (
      (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
    )
  })
  const scrolled = elements.filter(
    (element) =>
      getComputedStyle(element).overflowX === "auto" &&
      element.scrollWidth > element.clientWidth + 1 &&
      !element.querySelector("table") &&
      element.tagName !== "PRE",
  )
  return [
    ...(wide ? [`it is ${document.documentElement.scrollWidth} px wide: ${beyond.map(nameOf).at(-1) ?? ""}`] : []),
    ...cut.map((element) => `${nameOf(element)} is cut off`),
    ...brokenWords().map((word) => `the word “${word}” stands on two lines`),
    ...scrolled.map((element) => `${nameOf(element)} has to be scrolled sideways`),
  ]
}
