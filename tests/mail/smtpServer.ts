import { once } from "node:events"
import { type AddressInfo, createServer, type Socket } from "node:net"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"

interface Options extends SMTPServerOptions {
  /** What becomes of a letter that is kept: the server's answer, unless told otherwise. */
  kept?: (answer: () => void) => void
}

/** A server that takes every letter. */
export async function smtpServer({ kept = (answer) => answer(), ...options }: Options = {}, host = "127.0.0.1") {
  const letters: { from: string; to: string[]; eml: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        const { mailFrom, rcptTo } = envelope
        const from = mailFrom ? mailFrom.address : ""
        letters.push({ from, to: rcptTo.map(({ address }) => address), eml: Buffer.concat(chunks).toString() })
        kept(done)
      })
    },
    ...options,
  })
  server.on("error", () => {})
  const listening = server.listen(0, host)
  await once(listening, "listening")
  return {
    port: (listening.address() as AddressInfo).port,
    letters,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** What a server answers at each step; `cut` hangs up, `hang` says nothing, `drip` says half a line again and again. */
export type Script = Partial<Record<"greeting" | "EHLO" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "letter", string>>

const polite: Required<Script> = {
  greeting: "220 sink",
  EHLO: "250-sink\r\n250 AUTH PLAIN",
  AUTH: "235 2.7.0 welcome",
  MAIL: "250 2.1.0 ok",
  RCPT: "250 2.1.5 ok",
  DATA: "354 go on",
  letter: "250 2.0.0 taken",
}

/** A server that answers by the script, politely where it says nothing. */
export async function smtpSink(script: Script) {
  const answers = { ...polite, ...script }
  const sockets = new Set<Socket>()
  const commands: string[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on("error", () => {})
    let letter: string | undefined
    const answer = (step: keyof Script) => {
      const said = answers[step]
      if (said === "cut") socket.end()
      else if (said === "drip") {
        const drip = setInterval(() => socket.write("250-"), 20)
        socket.on("close", () => clearInterval(drip))
      } else if (said !== "hang") socket.write(`${said}\r\n`)
    }
    answer("greeting")
    socket.on("data", (chunk) => {
      if (letter !== undefined) {
        letter += chunk
        if (letter.endsWith("\r\n.\r\n")) {
          letter = undefined
          answer("letter")
        }
        return
      }
      const command = String(chunk).trim()
      commands.push(command)
      const step = command.slice(0, 4) as keyof Script
      if (step === "DATA" && answers.DATA.startsWith("354")) letter = ""
      if (step in answers) answer(step)
      else socket.end("221 bye\r\n")
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commands,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, "close")
    },
  }
}
