import { pages } from "@demarche/web/pages"
import { expect, test } from "vitest"
import { looks } from "./looks.ts"

test("every page is looked at in a browser by npm run test:pages", () => {
  expect(Object.keys(looks).toSorted()).toEqual(Object.keys(pages).toSorted())
})

test.each(Object.entries(looks))("%s is looked at where it is", (pattern, given) => {
  const form = new RegExp(`^${pattern.replaceAll(/:\w+/g, "[^/]+")}$`)
  expect(given.map(({ at }) => at.split("?")[0])).toEqual(given.map(() => expect.stringMatching(form)))
  expect(given).not.toEqual([])
})
