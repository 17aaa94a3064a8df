import type { Application } from "@demarche/application/application"
import type { ApiOptions } from "@demarche/http/app"
import type { Env } from "@demarche/http/authentication"
import { Hono } from "hono/tiny"
import type { FormSite } from "../decide/sentForm.ts"
import type { PageRequest } from "../respond.ts"
import type { Visit } from "../visit.ts"

/** What the forms of the desk do, below a language; what responds to each is loaded when the first is sent. */
export function deskActs(application: Application, { log }: ApiOptions, visitIn: (c: PageRequest) => Visit) {
  const site: FormSite = { application, log, visitIn }
  return new Hono<Env>()
    .post("/plans/:plan/desk/import", async (c) =>
      (await import("./importResponse.ts")).respondToImport(c, site, c.req.param("plan")),
    )
    .post("/plans/:plan/desk/closures", async (c) =>
      (await import("./closuresResponse.ts")).respondToClosures(c, site, c.req.param("plan")),
    )
    .post("/plans/:plan/desk/keys", async (c) =>
      (await import("./keyResponse.ts")).respondToNewKey(c, site, c.req.param("plan")),
    )
    .post("/plans/:plan/desk/keys/:key", async (c) => {
      const { plan, key } = c.req.param()
      return (await import("./keyResponse.ts")).respondToRevocation(c, site, plan, key)
    })
    .post("/plans/:plan/desk/webhooks", async (c) =>
      (await import("./webhookResponse.ts")).respondToRegistration(c, site, c.req.param("plan")),
    )
    .post("/plans/:plan/desk/webhooks/:webhook/:act", async (c) =>
      (await import("./webhookResponse.ts")).respondToWebhookAct(c, site, c.req.param()),
    )
    .post("/plans/:plan/desk/webhooks/:webhook/calls/:call", async (c) =>
      (await import("./webhookResponse.ts")).respondToRedelivery(c, site, c.req.param()),
    )
}
