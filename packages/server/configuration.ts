import { BaseUrl, OpenIdVariables, parseSettings } from "@demarche/application/settings"
import * as z from "zod"

/**
 * The configuration of the local host, from the environment; options of the command line take precedence.
 * @throws Error that names each invalid variable and its rule.
 */
export function configuration(given: Record<string, string | undefined> = process.env) {
  const Configuration = z
    .object({
      PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
      HOST: z.string().default("127.0.0.1"),
      DATA_DIR: z.string().optional(),
      DEMO_NOW: z.iso.datetime({ offset: true }).default("2026-06-05T12:00:00+02:00"),
      LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
      SMTP_URL: z.url({ protocol: /^smtps?$/, error: "is no smtp address" }).optional(),
      MAIL_FROM: z.string().optional(),
      PUBLIC_URL: BaseUrl.optional(),
      LETTER_KEY: z.string().min(16).optional(),
      WEBHOOKS_INWARD: z.stringbool().default(false),
      CLOCK_CHECKED: z.stringbool().default(false),
    })
    .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
      path: ["MAIL_FROM"],
      error: "goes with SMTP_URL: set it",
    })
    .and(OpenIdVariables)
  return parseSettings(Configuration, given)
}
