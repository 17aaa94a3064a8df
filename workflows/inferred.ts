import type { Annotation } from "./document.ts"

/** What of a plan's values a reader inferred, beside path and outputs, and what of that somebody has confirmed. */
export interface Inferring {
  pathInferred?: true | undefined
  outputsInferred?: true | undefined
  inferred?: string[] | undefined
  confirmed?: string[] | undefined
}

/** Whether a reader of the plan inferred that value, and nobody has confirmed it. */
export function isInferred(context: Inferring, field: string): boolean {
  if (field === "path") return context.pathInferred === true
  if (field === "outputs") return context.outputsInferred === true
  return context.inferred?.includes(field) === true && !context.confirmed?.includes(field)
}

/** The annotations of an item as they stand: what is confirmed is not inferred any more. */
export function annotationsNow(annotations: readonly Annotation[], context: Inferring): Annotation[] {
  const own = ["path", "outputs"].filter((field) => annotations.every((mark) => mark.field !== field))
  const unlisted = own.filter((field) => isInferred(context, field)).map((field) => ({ field }))
  return [...annotations, ...unlisted].map((mark) => ({ ...mark, inferred: isInferred(context, mark.field) }))
}

/** What of the plan is inferred after an event: a value given anew is to be confirmed anew, one given without annotations is stated. */
export function inferredAfter(
  context: Inferring,
  { type: _, ...values }: { type?: string; annotations?: Annotation[] | undefined },
): Pick<Inferring, "inferred" | "confirmed"> {
  const given = (field: string) => field.replace(/\..*/, "") in values
  const before = (context.inferred ?? []).filter((field) => !given(field))
  const inferred = values.annotations?.filter((mark) => mark.inferred).map(({ field }) => field) ?? before
  const confirmed = (context.confirmed ?? []).filter((field) => inferred.includes(field) && !given(field))
  return inferred.length > 0 || context.inferred ? { inferred, confirmed } : {}
}
