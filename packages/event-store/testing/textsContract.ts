import { describe, expect, test } from "vitest"
import type { StoredText, Texts } from "../ports.ts"
import { sealText } from "../seal.ts"

/** What every adapter of the texts port keeps. `open` gives an empty store. */
export function textsContract(name: string, open: () => Texts | Promise<Texts>) {
  describe(`${name}: texts`, () => {
    test("a text comes back exactly", async () => {
      await using texts = await open()
      for (const body of ["", "note", "e\u0301 é \u0000 字 👩‍👩‍👧\r\n", "x".repeat(300_000)]) {
        await texts.put(text(body))
        expect(await texts.get(text(body).hash)).toStrictEqual(text(body))
      }
    })

    test("an unknown text is neither there nor erased, even if someone erased it", async () => {
      await using texts = await open()
      expect(await texts.get("unknown")).toBeUndefined()
      await texts.erase("unknown")
      expect(await texts.get("unknown")).toBeUndefined()
    })

    test("putting a text again changes nothing", async () => {
      await using texts = await open()
      await texts.put(text("note"))
      await texts.put({ ...text("note"), media: "text/markdown" })
      expect(await texts.get(text("note").hash)).toStrictEqual(text("note"))
    })

    test("an erased text stays erased, whoever puts or erases it again, and others stay", async () => {
      await using texts = await open()
      await texts.put(text("note"))
      await texts.put(text("other"))
      await texts.erase(text("note").hash)
      expect(await texts.get(text("note").hash)).toBe("erased")
      await texts.put(text("note"))
      await texts.erase(text("note").hash)
      expect(await texts.get(text("note").hash)).toBe("erased")
      expect(await texts.get(text("other").hash)).toStrictEqual(text("other"))
    })
  })
}

function text(body: string): StoredText {
  return sealText({ scope: "p1", media: "text/plain", body }, () => "salt")
}
