import { parseSettings } from "@demarche/application/settings"
import type { JwtIssuer } from "@demarche/http/jwtAuth"
import * as z from "zod"

const Settings = z
  .object({
    JWT_ISSUER: z.url({ protocol: /^https$/, error: "is no https address" }).optional(),
    JWT_AUDIENCES: z
      .string()
      .min(1)
      .transform((list) => list.split(","))
      .optional(),
  })
  .refine(({ JWT_ISSUER, JWT_AUDIENCES }) => !JWT_ISSUER === !JWT_AUDIENCES, {
    path: ["JWT_AUDIENCES"],
    error: "goes with JWT_ISSUER: set both or neither",
  })

/** Whose tokens the API accepts; undefined where the stage names no issuer. @throws Error that names each bad variable and its rule. */
export function getJwtIssuer(): JwtIssuer | undefined {
  const { JWT_ISSUER: issuer, JWT_AUDIENCES: audiences } = parseSettings(Settings, process.env)
  return issuer && audiences ? { issuer, audiences } : undefined
}
