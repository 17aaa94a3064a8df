import * as z from "zod"

/** The origin at which people reach the pages. */
export const BaseUrl = z
  .url({ protocol: /^https?$/, error: "is no http address" })
  .transform((url) => new URL(url).origin)

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Whether a host's name, as a URL has it, is one of this machine's own. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

/** The OpenID issuer by which people come in, exactly as in `iss`, as which client, and the domains about whose addresses it is believed. */
export interface OpenIdSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** In lower case; of none, only an account that was tied before lets in. */
  domains: string[]
}

/** The same as variables: the first three, or none. */
export const OpenIdVariables = z
  .object({
    OIDC_ISSUER: z.string().refine(isUnread, { error: "is no https address" }).optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_DOMAINS: z
      .string()
      .default("")
      .transform((list) =>
        list
          .toLowerCase()
          .split(/[\s,]+/)
          .filter(Boolean),
      ),
  })
  .transform((given, context): { openId?: OpenIdSettings } => {
    const {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_DOMAINS: domains,
    } = given
    if (issuer && clientId && clientSecret) return { openId: { issuer, clientId, clientSecret, domains } }
    if (issuer || clientId || clientSecret)
      context.addIssue({
        code: "custom",
        path: ["OIDC_ISSUER"],
        message: "goes with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three",
      })
    return {}
  })

/** Whether it is an address on the way to which nobody reads. */
function isUnread(text: string): boolean {
  const { protocol, hostname = "" } = URL.parse(text) ?? {}
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname))
}

/** The names of the DynamoDB tables and, where it is not AWS, the endpoint. */
export const Tables = z.object({
  EVENTS_TABLE: z.string("is not set"),
  VIEWS_TABLE: z.string("is not set"),
  TEXTS_TABLE: z.string("is not set"),
  DYNAMODB_ENDPOINT: z.url({ protocol: /^https?$/, error: "is no http address" }).optional(),
})

/** The same as the store's options. */
export function tableOptions({ EVENTS_TABLE, VIEWS_TABLE, TEXTS_TABLE, DYNAMODB_ENDPOINT }: z.infer<typeof Tables>) {
  return {
    tables: { events: EVENTS_TABLE, views: VIEWS_TABLE, texts: TEXTS_TABLE },
    ...(DYNAMODB_ENDPOINT && { endpoint: DYNAMODB_ENDPOINT }),
  }
}

/**
 * Parses settings: what is set but empty, as an .env file may have it, is not set. The schema is not compiled, since it is used
 * once. @throws Error that names each bad setting and its rule.
 */
export function parseSettings<T>(schema: z.ZodType<T>, given: Record<string, string | undefined>): T {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""))
  const parsed = schema.safeParse(set, { jitless: true })
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"))
}
