import { randomBytes } from "node:crypto"
import { Hono } from "hono/tiny"
import * as z from "zod"
import { act } from "../house/act.ts"
import type { House } from "../house/house.ts"
import { valid } from "./body.ts"
import { actorOf, type Caller, keyHash } from "./doors.ts"
import { planOfItem } from "./items.ts"
import { Problem } from "./problem.ts"
import { takeTransition } from "./transition.ts"

/** What the address of a calendar says beside its plan. */
export const CalendarQuery = z.object({
  lang: z.enum(["en", "fr"]).optional().meta({ description: "else the person's own, else by Accept-Language" }),
  person: z.string().max(64).optional().meta({ description: "whose dates alone, by that person's token" }),
  token: z.string().max(64).optional(),
})

/**
 * `/api/feeds`: a person's calendar of a plan, one each, named `<plan>.<person>`. Its address bears a token that is
 * shown once; asking again gives another, and the one before opens nothing any more.
 */
export function feedRoutes(house: House) {
  return new Hono<Caller>()
    .post("/", async (c) => {
      const { plan } = valid(z.object({ plan: z.string().max(64) }), c.req.query())
      const { by, vouched } = await actorOf(house, c.get("claim"), plan)
      if (vouched) throw new Problem("forbidden", "a calendar feed is a person's: a key has none")
      const id = `${plan}.${by.person}`
      const token = randomBytes(32).toString("base64url")
      const command = { type: "addFeed", hash: keyHash(token) }
      await act(house, { plan, stream: `access:${id}`, command, by, vouched, correlation: c.get("correlation") })
      const address = `${new URL(c.req.url).origin}/calendar/${plan}.ics?person=${by.person}&token=${token}`
      return c.json({ id, token, address }, 201)
    })
    .post("/:id/transitions/:name", async (c) => {
      const { id, name } = c.req.param()
      const there = name === "revokeFeed" && (await house.world.events.head(`access:${id}`))
      if (!there) throw new Problem("unknown", `there is no feed ${id}`)
      return c.json(await takeTransition(c, house, c.get("claim"), `access:${id}`, planOfItem(id), name))
    })
}
