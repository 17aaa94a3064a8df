import { type OpenIdSettings, OpenIdVariables } from "@demarche/application/settings"
import { variables } from "./environment.ts"

/** The issuer by which people come in; undefined where the stage names none. @throws Error that names each bad variable and its rule. */
export const getOpenId = (): OpenIdSettings | undefined => variables(OpenIdVariables).openId
