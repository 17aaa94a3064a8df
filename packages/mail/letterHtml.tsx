import type { Child } from "hono/jsx"
import {
  type Block,
  opening,
  type QuotedText,
  type Sheet,
  type SheetFact,
  type SheetLine,
  type SheetLink,
} from "./sheet.ts"

/**
 * The letter as HTML: with inline styles, without external resources, and without colours for text and background, so that
 * dark mode works.
 */
export function page(sheet: Sheet): string {
  return `<!doctype html>\n${<LetterPage sheet={sheet} />}`
}

const styles = {
  root: "color-scheme:light dark",
  body: "margin:0;padding:0;font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere;word-break:break-word;-webkit-text-size-adjust:100%",
  preheader: "display:none;max-height:0;overflow:hidden",
  sheet: "max-width:600px;margin:0 auto;padding:20px 16px 32px",
  plan: "margin:0;padding:0 0 12px;border-bottom:3px solid #4a7fb5;font-size:14px;line-height:1.4",
  h1: "margin:20px 0 16px;font-size:22px;line-height:1.3;text-wrap:pretty",
  h2: "margin:24px 0 8px;font-size:18px;line-height:1.3",
  p: "margin:0 0 14px",
  facts: "margin:18px 0;padding:2px 0 2px 14px;border-left:3px solid #8a8a8a",
  dt: "margin:0;font-size:14px;font-weight:bold",
  dd: "margin:0 0 8px",
  action:
    "display:inline-block;margin:0 8px 10px 0;padding:9px 16px;border:1px solid #4a7fb5;border-radius:4px;font-weight:bold;text-decoration:none",
  ul: "margin:0 0 14px;padding:0 0 0 20px",
  li: "margin:0 0 10px",
  code: "white-space:nowrap",
  foot: "margin:28px 0 0;padding:14px 0 0;border-top:1px solid #8a8a8a;font-size:14px",
}

function LetterPage({ sheet }: { sheet: Sheet }) {
  return (
    <html lang={sheet.language} style={styles.root}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{sheet.subject}</title>
      </head>
      <body style={styles.body}>
        <div style={styles.preheader} aria-hidden="true">
          {opening(sheet)}
        </div>
        <div style={styles.sheet}>
          <p style={styles.plan}>
            <Words of={sheet.plan} />
          </p>
          <h1 style={styles.h1}>{sheet.heading}</h1>
          <p style={styles.p}>{sheet.greeting}</p>
          {sheet.body.map(Part)}
          {sheet.signature.length > 0 && <Signature lines={sheet.signature} />}
          <div style={styles.foot}>{sheet.foot.map(Part)}</div>
        </div>
      </body>
    </html>
  )
}

function Signature({ lines }: { lines: readonly string[] }) {
  return (
    <p style={styles.p}>
      {lines.map((line, at) => (
        <>
          {at > 0 && <br />}
          {line}
        </>
      ))}
    </p>
  )
}

function Part(block: Block): Child {
  switch (block.is) {
    case "heading":
      return <h2 style={styles.h2}>{block.text}</h2>
    case "paragraph":
      return <p style={styles.p}>{block.text}</p>
    case "facts":
      return <dl style={styles.facts}>{block.facts.map(Fact)}</dl>
    case "actions":
      return <p style={styles.p}>{block.links.map(ActionButton)}</p>
    case "link":
      return (
        <p style={styles.p}>
          <a href={block.link.url}>{block.link.label}</a>
        </p>
      )
    case "lines":
      return <ul style={styles.ul}>{block.lines.map(FactLine)}</ul>
  }
}

function Fact({ label, value }: SheetFact) {
  return (
    <>
      <dt style={styles.dt}>{label}</dt>
      <dd style={styles.dd}>{typeof value === "string" ? value : <Words of={value} />}</dd>
    </>
  )
}

function ActionButton({ label, url }: SheetLink) {
  return (
    <>
      <a href={url} style={styles.action}>
        {label}
      </a>{" "}
    </>
  )
}

function FactLine({ what, item, url }: SheetLine) {
  return (
    <li style={styles.li}>
      <strong>{what}</strong>{" "}
      <a href={url}>
        <Words of={item} />
      </a>
    </li>
  )
}

function Words({ of: { text, code, language, original } }: { of: QuotedText }) {
  return (
    <>
      <bdi lang={language}>{text}</bdi>
      {original && " "}
      {original && <small>{original}</small>}
      {code && " "}
      {code && <span style={styles.code}>({code})</span>}
    </>
  )
}
