/** @jsxImportSource hono/jsx */

/** What a letter says, before it is text or HTML: both are made of this, and of nothing else. */
export interface Content {
  language: "en" | "fr"
  subject: string
  greeting: string
  blocks: Block[]
  foot: string[]
  stop?: Link
}

interface Link {
  text: string
  url: string
}

export type Block =
  | { kind: "title"; text: string; code: string }
  | { kind: "line"; text: string; strong?: true }
  | { kind: "links"; links: Link[] }
  | { kind: "list"; title: string; items: (Link & { note: string })[] }

const page =
  "margin:0;padding:16px;background:#f6f6f4;color:#1b1b1b;font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif"
const sheet =
  "max-width:600px;margin:0 auto;padding:20px;background:#ffffff;border:1px solid #dcdcd8;border-radius:6px;overflow-wrap:anywhere"
const button =
  "display:inline-block;margin:0 8px 8px 0;padding:9px 14px;border:1px solid #1d4f91;border-radius:4px;color:#1d4f91;text-decoration:none"
const small = "font-size:13px;line-height:1.45;color:#5c5c58;margin:0 0 6px"

/** The letter as HTML (RFC 2557 needs nothing of it): inline styles, nothing from elsewhere, readable without either. */
export function htmlOf(content: Content): string {
  return `<!doctype html>${String(<Sheet {...content} />)}`
}

function Sheet({ language, subject, greeting, blocks, foot, stop }: Content) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={page}>
        <div style={sheet}>
          <p style="margin:0 0 14px">{greeting}</p>
          {blocks.map((block) => (
            <Part {...block} />
          ))}
          <hr style="border:0;border-top:1px solid #dcdcd8;margin:20px 0 12px" />
          {foot.map((line) => (
            <p style={small}>{line}</p>
          ))}
          {stop && (
            <p style={small}>
              <a href={stop.url} style="color:#5c5c58">
                {stop.text}
              </a>
            </p>
          )}
        </div>
      </body>
    </html>
  )
}

function Part(block: Block) {
  switch (block.kind) {
    case "title":
      return (
        <h1 style="font-size:19px;line-height:1.35;margin:0 0 14px">
          {block.text} <span style="font-weight:400;color:#5c5c58">({block.code})</span>
        </h1>
      )
    case "line":
      return <p style={`margin:0 0 14px${block.strong ? ";font-weight:600" : ""}`}>{block.text}</p>
    case "links":
      return (
        <p style="margin:18px 0 4px">
          {block.links.map(({ text, url }) => (
            <a href={url} style={button}>
              {text}
            </a>
          ))}
        </p>
      )
    case "list":
      return (
        <div>
          <h2 style="font-size:16px;margin:18px 0 8px">{block.title}</h2>
          {block.items.map(({ text, note, url }) => (
            <p style="margin:0 0 12px">
              <a href={url} style="color:#1d4f91">
                {text}
              </a>
              <br />
              {note}
            </p>
          ))}
        </div>
      )
  }
}
