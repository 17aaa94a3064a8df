import { sesMailer } from "@demarche/mail/ses"
import * as z from "zod"
import type { Post } from "../house/post.ts"
import { Home, read } from "./environment.ts"
import { once } from "./once.ts"

const Sending = z.object({
  ORIGIN: Home,
  LETTER_KEY: z.string(),
  MAIL_FROM: z.string(),
  MAIL_CONFIGURATION: z.string(),
})

/** How letters go out, for the one function that sends them. @throws Error that names a variable the stacks did not set. */
export const wiredPost = once((): Post => {
  const { ORIGIN: home, LETTER_KEY: key, MAIL_FROM: from, MAIL_CONFIGURATION: configurationSet } = read(Sending)
  return { mailer: sesMailer({ from, configurationSet }), home, key }
})
