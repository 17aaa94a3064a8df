export interface Letter {
  subject: string
  text: string
  html: string
}
export interface Reader {
  name: string
  language: "en" | "fr"
  zone: string
}
export interface Sender {
  plan: { id: string; title: string; zone: string }
  home: string
}
export interface Matter {
  kind: string
  step?: string
  item: {
    kind: "activity" | "output" | "request" | "plan"
    itemKind?: string
    code: string
    title: string
    state: string
    substate?: string
    url: string
  }
  due?: { on: string; precision: "day" | "month" | "quarter"; days: number }
  deadline?: { at: string; zone: string; wall: string }
  round?: number
  draft?: number
  parties?: string[]
  paragraphs?: string[]
  reason?: string
  escalated?: boolean
  owner?: string
  onBehalfOf?: string
  actions?: { name: "support" | "object" | "comment" | "recordInput"; url: string }[]
  record?: { version: number; hash: string }
}
export function letterOf(matters: Matter[], reader: Reader, _sender: Sender, _foot: { unsubscribe?: string }): Letter {
  const subject = matters.map(({ kind, step, item }) => `${kind} ${step ?? ""} ${item.code}`).join("; ")
  return { subject, text: `${reader.name}: ${subject}`, html: `<p>${subject}</p>` }
}
