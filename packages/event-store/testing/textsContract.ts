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

    test.each([
      ["another", "note", { body: "another note" }],
      ["one whose beginning was moved into its salt", 'Not "agreed"', { salt: 'salt"Not \\', body: 'agreed"' }],
    ])("a text is never given under the hash of %s", async (_, body, edit) => {
      await using texts = await open()
      const { hash } = text(body)
      await texts.put({ ...text(body), ...edit })
      await expect(texts.get(hash)).rejects.toMatchObject({ code: "damaged", damage: { text: hash, fault: "hash" } })
    })

    test("a scan has every text once, the erased by their hashes, and tells of the damaged", async () => {
      await using texts = await open()
      const sound = Array.from({ length: 40 }, (_, index) => text(`note ${index}`))
      for (const each of [...sound, text("gone"), text("x".repeat(700_000))]) await texts.put(each)
      await texts.put({ ...text("altered"), media: "text/html" })
      await texts.erase(text("gone").hash)
      const told: unknown[] = []
      const found = await Array.fromAsync(texts.scan((error) => told.push(error.damage)))
      expect(found).toHaveLength(42)
      expect(found).toEqual(expect.arrayContaining([...sound, { erased: text("gone").hash }]))
      expect(told).toEqual([{ text: text("altered").hash, fault: "hash" }])
    })
  })
}

function text(body: string): StoredText {
  return sealText({ scope: "p1", media: "text/plain", body }, () => "salt")
}
