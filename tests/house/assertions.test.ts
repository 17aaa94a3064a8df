import { expect, test } from "vitest"
import { assertions, found, limits, report } from "./assertions.ts"

const planted: [text: string, ...kinds: string[]][] = [
  ["export const a = b as string", "as", "as without a reason"],
  ["export const a = b as unknown as string", "as", "as without a reason", "as", "as without a reason"],
  ["export const a = b as string // the schema has read it", "as"],
  ["export const a = (\n  b as string // why\n) as number // and why", "as", "as"],
  ["export const a = <string>b", "as", "as without a reason"],
  ["export const a = b as const"],
  ["export const a = <const>['b']"],
  ["export { a as b } from './c.ts'\nimport * as d from './e.ts'\n// f as g\nexport const h = 'i as j'"],
  ["export const a = b satisfies string"],
  ["export type A = any", "any"],
  ["export const any = (many: unknown) => many"],
  ["export const is = (a: unknown): a is string => typeof a === 'string'", "type predicate"],
  ["export function is(a: unknown): asserts a is string {}", "type predicate"],
  ["export function read<T>(json: unknown): T {\n  return json\n}", "type out of nothing"],
  ["export const read = async <T>(json: unknown): Promise<T> => json", "type out of nothing"],
  ["export const read = <T>(json: unknown) => json as T // hidden", ...["type out of nothing", "as"]],
  ["export interface Reader {\n  read<T>(json: unknown): T\n}", "type out of nothing"],
  ["export type Read = <T>(json: unknown) => T", "type out of nothing"],
  ["export const read = <T>(schema: Schema<T>, json: unknown): T => schema.parse(json)"],
  ["export const first = <T>(list: T[]): T | undefined => list[0]"],
]

test.each(planted)("%s", (text, ...kinds) => {
  const file = { path: "packages/http/planted.ts", text }
  expect(
    assertions(file)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(kinds.sort())
})

test("tests may assert, and an assertion in a room is counted on its line", () => {
  const text = "\nexport const a = b as string"
  const files = ["tests/http/a.ts", "packages/http/a.ts", "functions/a.ts"].map((path) => ({ path, text }))
  expect(found(files, "as")).toEqual(["packages/http/a.ts:2", "functions/a.ts:2"])
})

test("one more than the limit is too many, and is shown", () => {
  const text = (count: number) => Array.from({ length: count }, (_, i) => `export type A${i} = any\n`).join("")
  const files = (count: number) => [{ path: "packages/http/planted.ts", text: text(count) }]
  expect(report(files(limits.any)).tooMany).toBe(false)
  expect(report(files(limits.any + 1)).tooMany).toBe(true)
  expect(report(files(limits.any + 1)).lines).toContain("  packages/http/planted.ts:1")
})
