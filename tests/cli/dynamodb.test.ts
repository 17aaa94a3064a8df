import { expect, test } from "vitest"
import { endpoint } from "../event-store/dynamodbServer.ts"
import { cli } from "./console.ts"

test("the tables of a local endpoint are made once, and the environment that names them is told", async () => {
  const at = await endpoint()
  const told = `DYNAMODB_ENDPOINT=${at}\nEVENTS_TABLE=t-events\nVIEWS_TABLE=t-views\nTEXTS_TABLE=t-texts\n`
  for (let time = 0; time < 2; time++)
    expect(await cli(["dynamodb", "init", "--endpoint", at, "--prefix", "t"])).toEqual({ code: 0, out: told, err: "" })
})

test("an endpoint that does not answer is a sentence and exit 7", async () => {
  const { code, err } = await cli(["dynamodb", "init", "--endpoint", "http://127.0.0.1:1"])
  expect(code).toBe(7)
  expect(err).not.toMatch(/^\s+at /m)
})
