/** What a page says, as tests look at it. */
export interface PageText {
  /** All that stands in its main part, in one line. */
  text: string
  /** By the id of its heading, the entries of a section, each with the plan's own words in it. */
  sections: Record<string, { text: string; words: string }[]>
  links: string[]
  /** Where its forms that change something lead, without a fragment, which no request has. */
  forms: string[]
}

/** What an HTML page of ours says. */
export function textOf(page: string): PageText {
  const [, main = ""] = page.match(/<main[^>]*>([\s\S]*)<\/main>/) ?? []
  const sections = [...main.matchAll(/<section aria-labelledby="([\w-]+)">([\s\S]*?)<\/section>/g)]
  return {
    text: plain(main),
    sections: Object.fromEntries(sections.map(([, id = "", body = ""]) => [id, entriesIn(body)])),
    links: [...main.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = ""]) => plain(href)),
    forms: [...main.matchAll(/<form method="post" action="([^"#]+)[^"]*"/g)].map(([, action = ""]) => action),
  }
}

function entriesIn(section: string): { text: string; words: string }[] {
  const [, list = ""] = section.match(/<ul class="list">([\s\S]*)<\/ul>/) ?? []
  return list
    .replace(/<ul class="plain">[\s\S]*?<\/ul>/g, "")
    .split(/<li>/)
    .slice(1)
    .map((entry) => ({
      text: plain(entry),
      words: plain(entry.match(/<bdi [^>]*class="words"[^>]*>([\s\S]*?)<\/bdi>/)?.[1] ?? ""),
    }))
}

/** HTML as it is read: without tags, with entities and spaces as they are seen. */
export function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim()
}
