import type { output, webhook } from "@demarche/workflows"
import { activityItems } from "./activityItems.ts"
import { answerAll } from "./answered.ts"
import { asks } from "./asks.ts"
import { partyOf } from "./parties.ts"
import { type Item, nameOf } from "./samples.ts"
import { AUSTRIA, ISU, PLAN, PRESIDENCY } from "./world.ts"

export const items: Item[] = [
  ...activityItems,
  {
    name: "an output",
    kind: "output",
    begin: async () => `${PLAN}.o4`,
    address: (id) => `/api/outputs/${id}`,
    partyOf,
    beyond: (context: output.Context) => context.deliverables.some(({ evidence }) => evidence.length > 2),
    sign: (context: output.Context) =>
      JSON.stringify(context.deliverables.map(({ evidence, met }) => [evidence.length, met])),
  },
  {
    name: "a request",
    kind: "request",
    async begin(world) {
      const { body } = await world.ask("POST", `/api/requests?plan=${PLAN}`, {
        as: PRESIDENCY,
        body: { title: "A note" },
        headers: { "Idempotency-Key": "one" },
      })
      return body.id
    },
    address: (id) => `/api/requests/${id}`,
    partyOf,
    sign: () => "",
  },
  {
    name: "a plan",
    kind: "plan",
    plan: "proposed",
    only: asks.plan.map(nameOf).filter((name) => name !== "closeCycle"),
    begin: async () => PLAN,
    address: (id) => `/api/plans/${id}`,
    partyOf,
    beyond: (context: { meetings: unknown[]; people: unknown[] }) =>
      context.meetings.length > 5 || context.people.length > 24,
    sign: (context: never) =>
      JSON.stringify([
        (context as { meetings: unknown[] }).meetings.length,
        (context as { people: unknown[] }).people.length,
      ]),
  },
  {
    name: "a plan at the end of its cycle",
    kind: "plan",
    only: ["closeCycle"],
    async begin(world) {
      await answerAll(world)
      return PLAN
    },
    address: (id) => `/api/plans/${id}`,
    partyOf,
    sign: () => "",
  },
  {
    name: "a key",
    kind: "access",
    async begin(world) {
      const expires = "2026-07-01T00:00:00.000Z"
      const { body } = await world.ask("POST", "/api/keys", {
        as: ISU,
        body: { label: "a program", office: "secretariat", plans: [PLAN], expires },
      })
      return body.id
    },
    address: (id) => `/api/keys/${id}`,
    partyOf,
    sign: () => "",
  },
  {
    name: "a feed",
    kind: "access",
    async begin(world) {
      const { body } = await world.ask("POST", `/api/feeds?plan=${PLAN}`, { as: AUSTRIA })
      return body.id
    },
    address: (id) => `/api/feeds/${id}`,
    partyOf,
    sign: () => "",
  },
  {
    name: "a webhook",
    kind: "webhook",
    async begin(world) {
      const body = { url: "https://unidir.example/hook", label: "UNIDIR" }
      return (await world.ask("POST", `/api/webhooks?plan=${PLAN}`, { as: ISU, body })).body.id
    },
    address: (id) => `/api/webhooks/${id}`,
    partyOf,
    beyond: ({ secret }: webhook.Context) => secret > 2,
    sign: ({ secret, sees }: webhook.Context) => JSON.stringify([secret, sees]),
  },
]
