import { readActionToken } from "@demarche/application/answers/actionLink"
import type { Message } from "@demarche/mail/message"
import { smtpMailer } from "@demarche/mail/smtp"
import PostalMime from "postal-mime"
import { illSaid } from "./illSaid.ts"
import { smtpServer } from "./smtpServer.ts"

const home = "https://demarche.example"
const key = "a key of the tests"
const rule = `\n${"_".repeat(78)}\n\n`

interface Opened {
  sent: string
  name: string
  address: string
  subject: string
  /** With what only its reader has made plain: where an answer's link leads, and the hash of what is told. */
  text: string
  /** The reader's own time, where a deadline is told for their zone. */
  local: string
}

/**
 * A mail server, what a house needs to write by it, and what people found in their letters. The server greets after a
 * tenth of a second, so the house does not wait until it has taken a letter; whoever looks at the letters does.
 */
export async function postOffice() {
  const { port, letters, ...server } = await smtpServer()
  const smtp = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: "demarche@demarche.example" })
  const handed: Promise<void>[] = []
  return {
    post: { mailer: { send: async (message: Message) => void handed.push(smtp.send(message)) }, home, key },
    /** Lays aside what came so far. */
    async clear() {
      await Promise.all(handed)
      letters.length = 0
    },
    /** Every letter that came, as one reads it: in full those that tell of one of the items, once for all who read the same. */
    async told(...codes: string[]): Promise<string> {
      await Promise.all(handed)
      const opened = (await Promise.all(letters.map(open))).toSorted((one, other) =>
        place(one) < place(other) ? -1 : 1,
      )
      const tells = ({ text }: Opened) => codes.some((code) => text.includes(`(${code})`))
      const alike = Map.groupBy(opened.filter(tells), common)
      const others = opened.filter((letter) => !tells(letter)).map((letter) => `${row(letter)}\n${letter.subject}\n`)
      return [...[...alike.values()].map(inFull), others.join("\n") || "No other letter.\n"].join(rule)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(handed)
      await server[Symbol.asyncDispose]()
    },
  }
}

const place = ({ sent, address }: Opened) => `${sent} ${address}`

/** What a letter says to everyone, whatever their name and zone. */
function common({ subject, name, local, text }: Opened): string {
  return [subject, text.replace(name, "").replace(/\s+/g, " ").replaceAll(local, "")].join()
}

function inFull(readers: Opened[]): string {
  const [{ subject = "", text = "" } = {}] = readers
  return `${subject}\n\n${readers.map(row).join("\n")}\n\n${text.trim()}\n`
}

function row({ sent, name, address, local }: Opened): string {
  return `${sent}  ${name} <${address}>${local}`
}

async function open({ to, eml }: { to: string[]; eml: string }): Promise<Opened> {
  const { to: [reader] = [], subject = "", date: sent = "", text: written = "" } = await PostalMime.parse(eml)
  const { name = "", address = "" } = reader ?? {}
  if (to.join() !== address) throw new Error(`a letter to ${address} went to ${to.join()}`)
  const wrong = [...illSaid(subject), ...illSaid(written)]
  if (wrong.length > 0) throw new Error(`a letter to ${address} says ${wrong.join("; ")}`)
  const text = written
    .replaceAll(/(?<=\/answer\/)\S+$/gm, (token) => errand(token, address))
    .replaceAll(/(?<=: )[\w-]{43}$/gm, "{hash}")
  const [local = ""] =
    text.replace(/\s+/g, " ").match(/(?<=\((?:[^();]* time|heure d[^();]*?))\s?; [^();]*(?=\))/) ?? []
  return { sent, name, address, subject, text, local }
}

/** What a link does, for the reader of its letter and nobody else. */
function errand(token: string, address: string): string {
  const { does, person } = readActionToken(token, key) ?? {}
  return address === `${person}@demarche.example` ? `{${does}}` : `{${does} for ${person}}`
}
