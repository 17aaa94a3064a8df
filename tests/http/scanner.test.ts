import { readActionToken } from "@demarche/application/answers/actionLink"
import type { Message } from "@demarche/mail/message"
import { afterEach, beforeEach, expect, test } from "vitest"
import { KEY } from "../faults/letters.ts"
import { CAMEROON, circulated, openCcm, thematic, type World } from "./world.ts"

const HOME = "https://d.example"

let world: World
let sent: Message[]
beforeEach(async () => {
  sent = []
  const mailer = { send: async (message: Message) => void sent.push(message) }
  world = await openCcm("2026-06-01T10:00:00+02:00", undefined, { mailer, home: HOME, key: KEY })
})
afterEach(() => world.stop())

/** Every commit of every stream, by its hash. */
async function record(): Promise<string[]> {
  const hashes: string[] = []
  for await (const { stream, version, hash } of world.hosted.application.world.events.scan())
    hashes.push(`${stream}@${version} ${hash}`)
  return hashes.toSorted()
}

/** The fields of a form as it stands: hidden ones, texts as they are, boxes that are ticked, and each of its buttons. */
function fieldsOf(form: string): URLSearchParams[] {
  const attribute = (tag: string, name: string) => tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1]
  const filled = new URLSearchParams()
  for (const [tag] of form.matchAll(/<(?:input|textarea)[^>]*>/g)) {
    const box = /type="(?:checkbox|radio)"/.test(tag)
    if (!box || / checked/.test(tag)) filled.append(attribute(tag, "name") ?? "", attribute(tag, "value") ?? "")
  }
  return [...form.matchAll(/<button[^>]*>/g)].map(([tag]) => {
    const pressed = new URLSearchParams(filled)
    const name = attribute(tag, "name")
    if (name) pressed.append(name, attribute(tag, "value") ?? "")
    return pressed
  })
}

/** Opens every link of every letter and presses every button of every form on its page as it stands, and once more on what comes of that. */
async function scan(): Promise<{ opened: number; pressed: number }> {
  const links = new Set(sent.flatMap(({ text }) => text.match(/https:\/\/d\.example\S*/g) ?? []))
  let pressed = 0
  const press = async (path: string, page: string, again: boolean): Promise<void> => {
    for (const [form, method = "get"] of page.matchAll(/<form[^>]*? method="(\w+)"[\s\S]*?<\/form>/g)) {
      if (method !== "post") continue
      const action = form.match(/<form[^>]* action="([^"#]+)[^"]*"/)?.[1] ?? path
      for (const fields of fieldsOf(form)) {
        const headers = { "Content-Type": "application/x-www-form-urlencoded" }
        const { body } = await world.ask("POST", action, { body: fields.toString(), headers })
        pressed++
        if (again) await press(action, body, false)
      }
    }
  }
  for (const link of links) {
    const path = link.slice(HOME.length) || "/"
    if (!path.includes("/answer/")) continue
    const { body } = await world.ask("GET", path)
    await press(path, body, true)
  }
  return { opened: links.size, pressed }
}

test.each<[string, () => Promise<unknown>]>([
  ["while everything runs", async () => {}],
  ["once an objection broke the silence", () => world.take(thematic("b"), "t2-a2", "object", { text: "No." })],
])("what opens every link of every letter and presses every button changes nothing: %s", async (_, happens) => {
  await circulated(world)
  await world.take(CAMEROON, "t1-a1", "openConsultation", {
    ...{ closes: "2026-06-30T18:00", invited: ["thematic-coordinators"] },
  })
  await world.at("2026-06-01T12:00:00+02:00")
  const token = sent
    .filter(({ to }) => to.address.startsWith("thematic-a@"))
    .flatMap(({ text }) => text.match(/(?<=\/answer\/)[\w.-]+/g) ?? [])
    .find((each) => readActionToken(each, KEY)?.does === "comment")
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  await world.ask("POST", `/en/answer/${token}`, { body: "text=Noted&ticked=yes", headers })
  await world.at("2026-06-01T12:10:00+02:00")
  expect(sent.some(({ subject }) => /^(?:Receipt|Accusé)/.test(subject))).toBe(true)
  await happens()
  await world.at("2026-06-01T12:20:00+02:00")
  const before = await record()
  const { opened, pressed } = await scan()
  expect([opened > 60, pressed > 50]).toEqual([true, true])
  expect(await record()).toEqual(before)
})
