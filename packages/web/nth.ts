import { invalid } from "@demarche/http/requestBody"

/** Which of so many, of what is called so, a query names, from 1; undefined where it names none. @throws ProblemError `invalid` for one that is not among them. */
export function nthNamed(field: string, called: string, named: string | undefined, most: number): number | undefined {
  if (named === undefined || named === "") return undefined
  const nth = Number(named)
  if (!Number.isInteger(nth) || nth < 1 || nth > most) throw invalid(field, `there is no ${called} ${named}`)
  return nth
}
