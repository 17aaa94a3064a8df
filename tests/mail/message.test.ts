import { MailError, validAddress } from "@demarche/mail/message"
import { expect, test } from "vitest"

test("an address is told from none, and is not repeated where it is refused", () => {
  const reason = (text?: string) => {
    try {
      return validAddress(text)
    } catch (error) {
      return (error as MailError).message
    }
  }
  expect(reason("amelie@mission.example.org")).toBe("amelie@mission.example.org")
  expect(reason()).toBe("there is no e-mail address")
  expect(reason("a@b.ch, evil@x.org")).toBe("this is not exactly one valid e-mail address")
})

test("a reason can be recorded: one line, 500 characters, no addresses", () => {
  const reason = (text: string) => new MailError("later", text).message
  expect(reason(" a\r\n\tb\0\u2028c\u202ed ")).toBe("a b cd")
  expect(reason("550 <a.b+c@d.example>: no; see d@e.example, [f@g.example]")).toBe("550 <…>: no; see …, […]")
  expect(reason("x".repeat(10_000))).toBe(`${"x".repeat(499)}…`)
  expect(reason(`${"x".repeat(498)}🕊x`)).toBe(`${"x".repeat(498)}…`)
})
