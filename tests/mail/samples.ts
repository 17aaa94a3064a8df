import type { Message } from "@demarche/mail/message"
import PostalMime from "postal-mime"

export const from = "demarche@example.org"

/** A letter with everything a letter may have. */
export const letter: Message = {
  stream: "notice:ccm-gso-2025-2026.n-t2-a2-7-amelie",
  messageId: "<n-t2-a2-7-amelie@demarche.example.org>",
  to: { name: "Amélie de Vientiane", address: "amelie@mission.example.org" },
  subject: "Procédure de silence “Vientiane” : jusqu’au 8 juin 🕊️",
  text: "Chère Amélie,\n\n.\n..deux points\nhttps://demarche.example.org/activities/t2-a2\n",
  html: "<p>Chère Amélie,</p>",
  sent: "2026-06-05T12:00:00+02:00",
  inReplyTo: "<n-t2-a2-1-amelie@demarche.example.org>",
  references: ["<n-t2-a2-0-amelie@demarche.example.org>", "<n-t2-a2-1-amelie@demarche.example.org>"],
  unsubscribe: { url: `https://demarche.example.org/unsubscribe/${"t".repeat(200)}?a=1&b=2` },
  ics: { name: "échéance.ics", text: "BEGIN:VCALENDAR\r\nSUMMARY:É\r\nEND:VCALENDAR\r\n" },
}

/** The least a letter has. */
export const plain: Message = {
  stream: letter.stream,
  messageId: letter.messageId,
  to: letter.to,
  subject: "Silence opened",
  text: "Silence opened",
  html: "<p>Silence opened</p>",
  sent: letter.sent,
}

/** A letter as a mail program reads it. */
export const opened = (eml: string) => PostalMime.parse(eml)

export const fields = async (eml: string) =>
  Object.fromEntries((await opened(eml)).headers.map(({ key, value }) => [key, value]))
