import type { JwtIssuer } from "@demarche/http/jwtAuth"
import * as z from "zod"
import { variables } from "./environment.ts"

const JwtVariables = z
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
  const { JWT_ISSUER: issuer, JWT_AUDIENCES: audiences } = variables(JwtVariables)
  return issuer && audiences ? { issuer, audiences } : undefined
}
