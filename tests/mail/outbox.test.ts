import { outbox } from "@demarche/mail/outbox"
import { expect, test } from "vitest"
import { mailerContract } from "./mailer.contract.ts"
import { from, letter, plain } from "./samples.ts"

mailerContract("outbox", async () => {
  const mailer = outbox(from)
  return {
    mailer,
    taken: () => mailer.messages().map(({ to, eml }) => ({ to: [to.address], eml })),
    [Symbol.asyncDispose]: async () => {},
  }
})

test("the outbox lists the last letters, newest first", async () => {
  const box = outbox(from, 2)
  for (const subject of ["first", "second", "third"]) await box.send({ ...plain, subject })
  expect(box.messages()).toEqual([
    { id: 3, to: letter.to, subject: "third", sent: letter.sent, eml: expect.stringContaining("Subject: third\r\n") },
    { id: 2, to: letter.to, subject: "second", sent: letter.sent, eml: expect.stringContaining("Subject: second\r\n") },
  ])
})
