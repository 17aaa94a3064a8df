/** What the keyboard reaches, as HTML has it. */
export const CONTROLS = "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]"

/** Whether anything of an element is to be seen. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
}

/** An element as a person finds it again: its name, and the words in it. */
export function nameOf(element: Element): string {
  const { id, className, textContent } = element
  const said = (element.getAttribute("aria-label") ?? textContent ?? "").replaceAll(/\s+/g, " ").trim().slice(0, 40)
  const known = [element.tagName.toLowerCase(), id && `#${id}`, className && `.${className}`].join("")
  return `<${known}> “${said}”`
}
