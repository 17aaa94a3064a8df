import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Letter, letterOf } from "../../packages/mail/letters.ts"
import { paris, samples, sender, vientiane } from "./matters.ts"

/** `npm run letters [folder]`: every letter in both languages, to be looked at: as HTML, and as the text beside it. */
const [folder = "dist/letters"] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

/** What a reader may do without. */
const optional = /^(due|consultation|Consultation|Request)/

for (const reader of [vientiane, paris]) {
  const write = (name: string, { subject, html, text }: Letter) => {
    const file = join(folder, `${name}.${reader.language}`)
    writeFileSync(`${file}.html`, html)
    writeFileSync(`${file}.txt`, `Subject: ${subject}\n\n${text}\n`)
  }
  const unsubscribe = "https://demarche.example/en/answer/stop"
  for (const [name, matter] of Object.entries(samples))
    write(name, letterOf([matter], reader, sender, optional.test(matter.kind) ? { unsubscribe } : {}))
  const due = Object.values(samples).filter(({ kind }) => kind === "due")
  write("digest", letterOf(due, reader, sender, { unsubscribe }))
}
