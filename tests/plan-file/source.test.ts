import { describe, expect, test } from "vitest"
import { small, wrongs } from "./bits.ts"

const change = (from: string, to: string) => {
  if (!small.includes(from)) throw new Error(`not there: ${from}`)
  return small.replace(from, () => to)
}

describe("a text that cannot be read", () => {
  test.each([
    ["an unclosed bracket", change("[austria]", "[austria"), "6:3 "],
    ["a tab for indentation", change("  title: A small plan", "\ttitle: A small plan"), "4:1 "],
    ["a key twice", change("  title: A small plan", "  id: other"), '4:3  the key "id" stands here twice'],
    ["a second document", `${small}---\nmore: 1\n`, "17:1  more than one YAML document"],
    ["a key that is a list", `${small}? [a]\n: 1\n`, "17:3  a key that is not a text"],
    [
      "a tag of its own",
      change("A small plan", "!secret A small plan"),
      "4:10  a text that begins with ! has to be in quotes",
    ],
    ["a directive", `%YAML 1.1\n---\n${small}`, "1:1  a plan file has no YAML directives"],
    ["an alias to nothing", change("[austria]", "*us"), "5:17  "],
    ["an alias to itself", change("[austria]", "&us [*us]"), "5:22  *us contains itself"],
    ["a NUL", change("A small plan", "A small\0plan"), "4:17  the control character U+0000"],
    ["an escaped NUL", change("A small plan", '"A small\\0plan"'), "4:10  the control character U+0000"],
    ["half a surrogate pair", change("A small plan", "A small \ud83d plan"), "4:18  half of a surrogate pair (U+D83D)"],
    ["an escaped half", change("A small plan", '"A small \\ud83d plan"'), "4:10  half of a surrogate pair (U+D83D)"],
    ["a half in a key", `${small}"\\udc00": 1\n`, "17:1  half of a surrogate pair (U+DC00)"],
    ["nothing", "", "1:1  the file is empty"],
    ["a sentence", "We shall meet in September.", "1:1  this is no plan file"],
  ])("%s", (_, text, expected) => {
    expect(wrongs(text)[0]).toContain(expected)
  })

  test.each([
    ["no JSON", '{"schema_version": 1,\n "work_plan": }', "2:15  not JSON: what stands here"],
    ["JSON that ends early", '{"schema_version": 1,\n', "2:1  not JSON: a key in double quotes"],
    ["a key twice", '{"schema_version": 1,\n "schema_version": 1}', '2:2  the key "schema_version" stands here twice'],
    ["YAML", small, "1:1  not JSON: what stands here"],
    ["an escaped half", '{"schema_version": "\\ud800"}', "1:20  half of a surrogate pair (U+D800)"],
  ])("%s, as JSON", (_, text, expected) => {
    expect(wrongs(text, "json")[0]).toContain(expected)
  })

  test("a whole pair is a character, and so is a line break", () => {
    expect(wrongs(change("A small plan", '"A \\ud83d\\udd4a plan 🕊"'))).toEqual([])
    expect(wrongs(small.replaceAll("\n", "\r\n"))).toEqual([])
  })

  test.each([
    ["lists in lists", "[".repeat(100_000), /nested too deeply/],
    ["maps in maps", "{a: ".repeat(50_000), /nested too deeply/],
    ["lists in lists, closed", `${"[".repeat(60)}${"]".repeat(60)}`, /1:42 {2}nested too deeply/],
    [
      "indentation",
      Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
      /nested too deeply/,
    ],
    [
      "an alias bomb",
      `a: &a [x, x, x, x, x, x]\n${[..."bcdefghij"].map((name, at) => `${name}: &${name} [${Array(6).fill(`*${"abcdefghi"[at]}`)}]\n`).join("")}`,
      /alias/,
    ],
    ["many aliases", `a: &a x\nb: [${"*a, ".repeat(100)}*a]`, /more than 100 aliases/],
    ["many keys", Array.from({ length: 5_000 }, (_, at) => `key-${at}: 1\n`).join(""), /unknown key "key-0"/],
    ["many values", `a: [${"1, ".repeat(250_000)}1]`, /more than 250000 values/],
    ["many characters", "#".repeat(5_000_000), /longer than 4 MB/],
    ["many wrongs", change("title: First", `title: First, partners: [${"X, ".repeat(5_000)}X]`), /"X": lower-case/],
  ])("is refused, and in a hundred lines at the most: %s", (_, text, expected) => {
    const found = wrongs(text)
    expect(found.join("\n")).toMatch(expected)
    expect(found.length).toBeLessThanOrEqual(100)
  })
})
