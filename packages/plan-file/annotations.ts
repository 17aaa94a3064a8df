import type { Annotation } from "@demarche/workflows/document"
import { defined } from "@demarche/workflows/schemas"
import type { Annotated } from "@demarche/workplan/rules/annotated"

/** A value of a plan file that may be annotated, as far as that goes. */
export type Annotating = Omit<Annotated<unknown>, "value" | "basis"> & { basis?: string | undefined }

/** The annotations of values, or of lists of them, by the names of their fields; undefined where no value has any. */
export function annotationsOf(
  values: Record<string, Annotating | readonly Annotating[] | undefined>,
): Annotation[] | undefined {
  const annotations = Object.entries(values).flatMap(([field, given]) =>
    [given ?? []]
      .flat()
      .flatMap(({ inferred, basis }) => (inferred || basis ? [defined({ field, inferred, basis })] : [])),
  )
  return filled(annotations)
}

/** Values as they are; undefined where there are none. */
export function filled<T extends object>(values: T): T | undefined {
  return Object.keys(values).length > 0 ? values : undefined
}
