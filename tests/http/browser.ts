import type { KeptMessage } from "@demarche/mail/outbox"
import type { HttpAnswer, World } from "./world.ts"

/** A browser before a world: it keeps cookies, and says of each request that it comes from a page of the site. */
export interface Browser {
  /** What it keeps, by name. */
  cookies: Map<string, string>
  get(path: string): Promise<HttpAnswer>
  /** Sends a form; `headers` come on top. */
  send(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<HttpAnswer>
}

export function browserOf(world: World): Browser {
  const cookies = new Map<string, string>()
  async function ask(method: string, path: string, headers: Record<string, string>, body?: string) {
    const kept = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const answer = await world.ask(method, path, { body, headers: { ...(kept && { Cookie: kept }), ...headers } })
    for (const each of answer.headers.getSetCookie()) {
      const [pair = "", ...attributes] = each.split("; ")
      const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]
      if (attributes.includes("Max-Age=0")) cookies.delete(name)
      else cookies.set(name, decodeURIComponent(value))
    }
    return answer
  }
  return {
    cookies,
    get: (path) => ask("GET", path, { Accept: "text/html" }),
    send: (path, fields = {}, headers = {}) =>
      ask(
        "POST",
        path,
        { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", ...headers },
        String(new URLSearchParams(fields)),
      ),
  }
}

/** A form of a page: where it is sent, without a fragment, which no request has, and what it holds as it stands; of several buttons the first is pressed. */
export interface FormFound {
  action: string
  fields: Record<string, string>
}

/** Every form of a page that is sent by POST. */
export function formsIn(page: string): FormFound[] {
  return [...page.matchAll(/<form method="post" action="([^"#]*)[^"]*"[^>]*>(.*?)<\/form>/gs)].map(
    ([, action = "", inner = ""]) => {
      const [button] = inner.match(/<button[^>]* name="[^>]*>/) ?? []
      const controls = [...(inner.match(/<(?:input|textarea)[^>]*>/g) ?? []), ...(button ? [button] : [])]
      const sent = controls.filter((tag) => !/type="checkbox"/.test(tag) && / name="/.test(tag))
      return {
        action,
        fields: Object.fromEntries(sent.map((tag) => [attribute(tag, "name"), attribute(tag, "value")])),
      }
    },
  )
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ""
}

/** The code and the link's path in a letter. */
export function codeIn({ text }: Pick<KeptMessage, "text">): { code: string; link: string } {
  const [, code = ""] = text.match(/^Code\s?: (\S+)$/m) ?? []
  const [, link = ""] = text.match(/^http:\/\/localhost(\/\w\w\/sign-in\/link\/\S+)$/m) ?? []
  return { code, link }
}
