import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { expect, test } from "vitest"

const index = new URL("index.ts", import.meta.url).pathname

/** What a run in a process of its own prints of the hashes it has left, by seed. */
async function digests(world: string): Promise<string[]> {
  const asked = ["--world", world, "--sweep", "on", "--from", "1", "--seeds", "3", "--digests"]
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", index, ...asked])
  return stdout.split("\n").filter((line) => / streams, [\w-]{43}$/.test(line))
}

test.each(["local", "cloud"])(
  "slow: a seed leaves the same hashes again in the %s world",
  async (world) => {
    const [once, again] = [await digests(world), await digests(world)]
    expect(once).toHaveLength(3)
    expect(new Set(once).size).toBe(3)
    expect(again).toEqual(once)
  },
  240_000,
)
