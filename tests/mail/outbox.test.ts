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
  const { to, sent, text, html } = { ...letter, ...plain }
  const kept = (id: number, subject: string) => ({
    ...{ id, to, subject, sent, text, html },
    eml: expect.stringContaining(`Subject: ${subject}\r\n`),
  })
  expect(box.messages()).toEqual([kept(3, "third"), kept(2, "second")])
})
