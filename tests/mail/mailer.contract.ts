import type { Mailer, MailFault, Message } from "@demarche/mail/message"
import { describe, expect, test } from "vitest"
import { fields, from, letter, opened, plain } from "./samples.ts"

/** What a provider was handed: the recipients it would deliver to, whatever the letter says, and the letter. */
export interface MailRoute extends AsyncDisposable {
  mailer: Mailer
  taken(): { to: string[]; eml: string }[]
}

const ofOctets = (count: number) => `a@${`${"b".repeat(60)}.`.repeat(4)}${"c".repeat(count - 249)}.ch`

const addresses = {
  "a header after it": "a@b.ch\r\nBcc: evil@x.org",
  "a line feed after it": "a@b.ch\nBcc: evil@x.org",
  "a line break at its end": "a@b.ch\r\n",
  "a null in it": "a@b.ch\0",
  "two, by a comma": "a@b.ch, evil@x.org",
  "two, by a comma without space": "a@b.ch,evil@x.org",
  "two, by a semicolon": "a@b.ch;evil@x.org",
  "two, by a space": "a@b.ch evil@x.org",
  "a group": "committee: a@b.ch, evil@x.org;",
  "a name and brackets": "A <evil@x.org>",
  "brackets alone": "<evil@x.org>",
  "two in brackets": "<a@b.ch><evil@x.org>",
  "a quoted local part": '"a@b.ch> <evil@x.org"@b.ch',
  "an address quoted in one": '"evil@x.org,a"@b.ch',
  "a comment": "a@b.ch(evil@x.org)",
  "a route": "@b.ch:evil@x.org",
  "a percent route with two @": "evil%x.org@a@b.ch",
  "an encoded word": "=?utf-8?q?evil=40x.org=2C?=a@b.ch",
  "an IP literal": "a@[127.0.0.1]",
  "an IP without brackets": "a@127.0.0.1",
  "no domain": "root",
  "a domain without a dot": "root@localhost",
  "an empty label": "a@b..ch",
  "a local part of 65 octets": `${"a".repeat(65)}@b.ch`,
  "255 octets": ofOctets(255),
  "a letter that is not ASCII": "amélie@b.ch",
  "a look-alike @": "a＠b.ch",
  "a direction mark": "a@b.ch\u202e",
  nothing: "",
}

const bcc = "\r\nBcc: evil@x.org\r\n\r\nbody"
const texts: Record<string, Partial<Message>> = {
  "a name with a header": { to: { ...plain.to, name: `A${bcc}` } },
  "a name that is an address": { to: { ...plain.to, name: "evil@x.org" } },
  "a name with another recipient": { to: { ...plain.to, name: '"A" <evil@x.org>, B' } },
  "a name of control characters": { to: { ...plain.to, name: "\0\u001b[31m\u007f\u2028\u202e" } },
  "a name cut inside an emoji": { to: { ...plain.to, name: `${"a".repeat(99)}🕊` } },
  "a name of 10 KB": { to: { ...plain.to, name: "n".repeat(10_240) } },
  "a name of 10 KB with É": { to: { ...plain.to, name: "É ".repeat(5_120) } },
  "a name of quotes and backslashes": { to: { ...plain.to, name: '"\\'.repeat(40) } },
  "a calendar's name with a header": { ics: { name: `a.ics${bcc}`, text: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" } },
  "a subject with a header": { subject: `S${bcc}` },
  "a subject of 10 KB": { subject: "s".repeat(10_240) },
  "a text of bare line breaks and NUL": { text: "a\nb\rc\0\n", html: "<p>\n\r\0</p>\n" },
  "a text like SMTP": { text: `.\r\nRCPT TO:<evil@x.org>\r\n.\r\nQUIT\r\n${"x".repeat(5_000)}` },
}

const invalid: Record<string, Partial<Message>> = {
  "a Message-ID with a header": { messageId: `<a@b.ch>${bcc}` },
  "a Message-ID without brackets": { messageId: "a@b.ch" },
  "a Message-ID of 1 KB": { messageId: `<${"a".repeat(1_024)}@b.ch>` },
  "a URL of 1 KB": { unsubscribe: { url: `https://b.ch/${"a".repeat(1_024)}` } },
  "an In-Reply-To with a header": { inReplyTo: `<a@b.ch>${bcc}` },
  "References with a header": { references: [`<a@b.ch>${bcc}`] },
  "no instant": { sent: "yesterday" },
  "an instant without an offset": { sent: "2026-06-05T12:00:00" },
  "a script for unsubscribing": { unsubscribe: { url: "javascript:alert(1)" } },
}

/** What every way to send keeps. `open` gives a mailer for the sender `from`, and the provider behind it with nothing taken yet. */
export function mailerContract(name: string, open: () => Promise<MailRoute>) {
  /** What the provider has after one letter. */
  async function given(message: Message) {
    await using post = await open()
    await post.mailer.send(message)
    const [first, ...more] = post.taken()
    expect(more).toEqual([])
    expect(first!.to).toEqual([message.to.address])
    return first!.eml
  }

  /** That a letter is refused with that code, and the provider has nothing. */
  async function refused(message: Message, code: MailFault) {
    await using post = await open()
    await expect(post.mailer.send(message)).rejects.toMatchObject({ name: "MailError", code })
    expect(post.taken()).toEqual([])
  }

  describe(`${name}: mailer`, () => {
    test("a letter has the headers it was given and those of every letter", async () => {
      expect(await fields(await given(letter))).toEqual({
        from,
        to: expect.stringContaining(" <amelie@mission.example.org>"),
        subject: expect.stringMatching(/^=\?UTF-8\?/),
        date: "Fri, 05 Jun 2026 10:00:00 +0000",
        "message-id": letter.messageId,
        "in-reply-to": letter.inReplyTo,
        references: letter.references!.join(" "),
        "auto-submitted": "auto-generated",
        "list-unsubscribe": `<${letter.unsubscribe!.url}>`,
        "list-unsubscribe-post": "List-Unsubscribe=One-Click",
        "mime-version": "1.0",
        "content-type": expect.stringMatching(/^multipart\/mixed;/),
      })
    })

    test("a letter that nobody can unsubscribe from, and that answers none, has no more", async () => {
      const names = ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"]
      expect(Object.keys(await fields(await given(plain))).sort()).toEqual(names)
    })

    test("a letter reads as it was written", async () => {
      const { to, subject, text, html } = await opened(await given(letter))
      expect(to).toEqual([letter.to])
      expect(subject).toBe(letter.subject)
      expect(text!.replaceAll("\r\n", "\n").trimEnd()).toBe(letter.text.trimEnd())
      expect(html!.trimEnd()).toBe(letter.html)
    })

    test("a calendar file comes as a part of its own", async () => {
      const eml = await given(letter)
      const [part, ...more] = (await opened(eml)).attachments
      expect(more).toEqual([])
      expect(part).toMatchObject({ filename: letter.ics!.name, mimeType: "text/calendar", method: "PUBLISH" })
      expect(part!.disposition).toBe("attachment")
      expect(eml.replaceAll("\r\n", "")).toContain(Buffer.from(letter.ics!.text).toString("base64"))
    })

    test.each(["a@b.ch", "A.B+c_d-e'f@sub.example.org", `${"a".repeat(64)}@b.ch`])(
      "%s is one address",
      async (address) => {
        await given({ ...plain, to: { name: "A", address } })
      },
    )

    test.each(Object.entries(addresses))("an address is refused: %s", async (_, address) => {
      await refused({ ...plain, to: { name: "A", address } }, "never")
    })

    test.each(Object.entries(texts))("%s goes to nobody else", async (_, part) => {
      const eml = await given({ ...plain, ...part })
      const { to, cc, bcc } = await opened(eml)
      expect([to!.map(({ address }) => address), cc, bcc]).toEqual([[plain.to.address], undefined, undefined])
      expect(Object.keys(await fields(eml)).sort()).toEqual(Object.keys(await fields(await given(plain))).sort())
      expect(eml).toMatch(/^[\r\n\t -~]*$/)
      expect(eml.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
      expect(Math.max(...eml.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(998)
    })

    test("a URL for unsubscribing stays one URL", async () => {
      const url = "https://x.org/a b\r\nBcc: evil@x.org>,<https://evil.org"
      const { bcc, "list-unsubscribe": header } = await fields(await given({ ...plain, unsubscribe: { url } }))
      expect([bcc, header]).toEqual([undefined, "<https://x.org/a%20bBcc:%20evil@x.org%3E,%3Chttps://evil.org>"])
    })

    test.each(Object.entries(invalid))("%s is refused", async (_, part) => {
      await refused({ ...plain, ...part }, "invalid")
    })
  })
}
