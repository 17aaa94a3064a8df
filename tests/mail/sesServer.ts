import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

interface SendEmail {
  FromEmailAddress: string
  Destination: { ToAddresses: string[]; CcAddresses?: string[]; BccAddresses?: string[] }
  ConfigurationSetName: string
  Content: { Raw: { Data: string } }
  EmailTags: { Name: string; Value: string }[]
}

/** What SES refuses a letter with; `hang` says nothing, `cut` hangs up. */
export type Refusal = { status: number; type: string; message: string } | "hang" | "cut"

/**
 * SES v2's SendEmail over HTTP, as far as a sender sees it. The public stand-ins take a letter apart and keep neither its
 * bytes nor its tags, and none can be told to refuse.
 */
export async function sesServer(refusal?: Refusal) {
  const calls: (SendEmail & { eml: string })[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method !== "POST" || request.url !== "/v2/email/outbound-emails") {
      response.writeHead(404).end()
      return
    }
    const call: SendEmail = JSON.parse(Buffer.concat(chunks).toString())
    calls.push({ ...call, eml: Buffer.from(call.Content.Raw.Data, "base64").toString() })
    if (refusal === "hang") return
    if (refusal === "cut") {
      request.socket.destroy()
      return
    }
    if (refusal) response.writeHead(refusal.status, { "x-amzn-errortype": refusal.type })
    response.end(JSON.stringify(refusal ? { message: refusal.message } : { MessageId: "0100018c-0" }))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }
}
