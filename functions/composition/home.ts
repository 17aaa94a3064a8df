import { BaseUrl } from "@demarche/application/settings"
import * as z from "zod"
import { variables } from "./environment.ts"

/** The stage's public base URL, where links lead. @throws Error where the stacks did not set it. */
export const getHome = () => variables(z.object({ ORIGIN: BaseUrl })).ORIGIN
