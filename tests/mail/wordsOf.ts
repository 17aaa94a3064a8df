/** The words of a letter's HTML, in order; a link is its label and then where it leads. What is hidden is left out. */
export function wordsOfHtml(html: string): string {
  const body = html.slice(html.indexOf("<body")).replace(/<div style="display:none[^>]*>[^<]*<\/div>/, "")
  const linked = body.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, "$2 $1")
  const bare = linked.replace(/<\/?(bdi|span|strong)\b[^>]*>/g, "").replace(/<[^>]*>/g, "\n")
  return spaced(decoded(bare))
}

/** The words of a letter's text, without the strokes that stand for headings and lists. */
export function wordsOfText(text: string): string {
  return spaced(text.replace(/^([=-]{3,})$/gm, "").replace(/^- /gm, ""))
}

/** What a list of letters shows beside the subject. */
export function preheaderOf(html: string): string {
  return decoded(/<div style="display:none[^>]*>([^<]*)<\/div>/.exec(html)?.[1] ?? "")
}

/** What the text sets apart by isolates (UAX #9), the HTML does by `bdi`. */
const spaced = (text: string) =>
  text
    .replace(/[\u2068\u2069]/g, "")
    .replace(/[ \n]+/g, " ")
    .trim()

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" }

function decoded(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!)
}
