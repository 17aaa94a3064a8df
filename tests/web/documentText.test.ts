import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { AUSTRIA, openCcm, PLAN, type World } from "../http/world.ts"
import { plain } from "./pageText.ts"

let world: World
beforeAll(async () => {
  world = await openCcm("2026-06-01T10:00:00+02:00")
  await world.take(AUSTRIA, "t2-a2", "waiveConsultation", { reason: "time" })
  await world.take(AUSTRIA, "t2-a2", "startDrafting")
})
afterAll(() => world.stop())

/** A draft as the page of its activity shows it. */
async function shown(draft: string): Promise<string> {
  const headers = { "Content-Type": "text/markdown" }
  const { body: kept } = await world.ask("POST", `/api/texts?plan=${PLAN}`, { as: AUSTRIA, body: draft, headers })
  await world.take(AUSTRIA, "t2-a2", "addDraft", { text: kept.hash })
  const { body } = await world.ask("GET", `/en/items/${PLAN}.t2-a2`, { as: AUSTRIA })
  return body.match(/<div class="text[^"]*" [^>]*>.*?<\/div>(?=<p><small>Hash)/s)?.[0]
}

test("a document is read with its headings, lists, stress and links", async () => {
  const page = await shown(
    "# Title\n\nA **shared** _text_,\nof two lines.\n\n- one\n- two\n\n[The Convention](https://www.clusterconvention.org/)",
  )
  expect(page).toContain("<h3>Title</h3>")
  expect(page).toContain("<p>A <strong>shared</strong> <em>text</em>,\nof two lines.</p>")
  expect(page).toContain("<ul><li>one</li><li>two</li></ul>")
  expect(page).toContain('<a href="https://www.clusterconvention.org/" rel="noreferrer">The Convention</a>')
})

test.each([
  ["3. Three\n5. Five", [3, 5]],
  ["1. One\n\n   More.\n\n1. One again", [1, 1]],
  ["> 7. Seven\n> 9. Nine", [7, 9]],
])("the numbers of paragraphs are those that were written: %j", async (text, numbers) => {
  expect([...(await shown(text)).matchAll(/<li value="(\d+)">/g)].map(([, number]) => Number(number))).toEqual(numbers)
})

test.each([
  ["quotations", ">".repeat(39_000)],
  ["stress", `${"*".repeat(19_000)}a${"*".repeat(19_000)}`],
  ["lists", `${"1. ".repeat(12_000)}a`],
  ["lists in quotations", "> - ".repeat(9_000)],
])("K9 of %s within one another without end the page is there, with the text as it was written", async (_, text) => {
  expect(plain(await shown(text))).toContain(text.trim())
})

test("a number with a bracket keeps it", async () => {
  expect(await shown("1) One")).toContain('<ol class="paren"><li value="1">One</li></ol>')
  expect(await shown("1. One")).toContain("<ol><li")
})

describe("what Markdown would hide or change stands as it was written", () => {
  test.each([
    "Agreed.\n\n[a]: https://a.example (unless otherwise decided)",
    "States [shall](should) act.",
    "See [here](javascript:alert(1)).",
    'See [here](https://a.example "and not there").',
    "![A tank](https://a.example/tank.png)",
    "Before <!-- never --> after <b>all</b>.",
    "<div>\nHidden\n</div>",
    "a".repeat(40_001),
    "[a](".repeat(401),
  ])("%.40j", async (text) => {
    const page = await shown(text)
    expect(page).toMatch(/^<div class="text" /)
    expect(plain(page)).toBe(plain(text.replaceAll("<", "&lt;").replaceAll(">", "&gt;")))
  })
})
