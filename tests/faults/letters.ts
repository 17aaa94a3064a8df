import { type ActionLink, readActionToken } from "@demarche/application/answers/actionLink"
import type { Message } from "@demarche/mail/message"
import { type HttpAnswer, openCcm, type World } from "../http/world.ts"

/** The key that signs links in the letters of these tests. */
export const KEY = "a key for the tests"

/** A world whose letters are kept, with what a reader of them can do. */
export interface LetterWorld extends World {
  /** A person's letters, oldest first. */
  lettersTo(person: string): Message[]
  /** The action links of a person's letters, oldest first. */
  linksOf(person: string): { token: string; link: ActionLink }[]
  /** Opens a link or, with fields, sends its form, with the box ticked that says in whose name. */
  follow(token: string, form?: Record<string, string>): Promise<HttpAnswer>
}

/** The CCM plan adopted, with letters, from an instant on. */
export async function openLetters(start = "2026-06-01T10:00:00+02:00"): Promise<LetterWorld> {
  const sent: Message[] = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  const world = await openCcm(start, undefined, { mailer, home: "https://d.example", key: KEY })
  const lettersTo = (person: string) => sent.filter(({ to }) => to.address.startsWith(`${person}@`))
  return {
    ...world,
    lettersTo,
    linksOf(person) {
      const tokens = lettersTo(person).flatMap(({ text }) => text.match(/(?<=\/answer\/)[\w.-]+/g) ?? [])
      return tokens.flatMap((token) => {
        const link = readActionToken(token, KEY)
        return link && link.does !== "unsubscribe" ? [{ token, link }] : []
      })
    },
    follow: (token, form) => {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" }
      return form
        ? world.ask("POST", `/en/answer/${token}`, {
            body: new URLSearchParams({ ticked: "yes", ...form }).toString(),
            headers,
          })
        : world.ask("GET", `/en/answer/${token}`)
    },
  }
}
