import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { bin, demo, env, request, root } from "./curl.ts"

const text = readFileSync(join(root, "docs/webhooks.md"), "utf8")
const folder = mkdtempSync(join(root, "dist-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The document's code blocks that are called so. */
function blocks(info: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code = ""]) => code)
}

test("the document's receiver, started as it says, is told of its registration and of a decision (slow)", async () => {
  const [register = "", move = "", decide = ""] = blocks("sh curl")
  const port = String(await freePort())
  const { url, stop } = await demo(root)
  try {
    const { id, secret } = await request(register.replace(":4000/", `:${port}/`), url)
    writeFileSync(join(folder, "receiver.mjs"), blocks("js receiver")[0] ?? "")
    const receiver = spawn(join(bin, "node"), ["receiver.mjs"], {
      cwd: folder,
      env: { ...env, SECRET: secret, PORT: port },
    })
    try {
      const said = lines(receiver)
      await expect.poll(() => open(port)).toBe(true)
      await request(move, url)
      expect(await said(1)).toEqual([`webhook:${id}@1 WebhookRegistered`])
      const { version } = await request(decide, url)
      expect((await said(2))[1]).toBe(`activity:ccm-gso-2025-2026.t1-a2@${version} OwnerAssigned`)
    } finally {
      receiver.kill()
    }
  } finally {
    await stop()
  }
}, 120_000)

function lines(child: ReturnType<typeof spawn>): (count: number) => Promise<string[]> {
  let text = ""
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk))
  const whole = () => text.split("\n").filter(Boolean)
  return async (count) => {
    await expect.poll(() => whole().length).toBeGreaterThanOrEqual(count)
    return whole()
  }
}

/** Whether somebody listens there. */
async function open(port: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { method: "POST" }).then(
    ({ status }) => status === 401,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
