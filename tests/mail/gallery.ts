import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { codeLetter } from "@demarche/mail/codeLetter"
import { letterOf } from "@demarche/mail/letter"
import { classOf } from "@demarche/workplan"
import { codeFor, examples, morning, readers, senderTo, stop } from "./examples.ts"

// `npm run letters`: every letter in both languages, to be looked at.
const folder = process.argv[2] ?? "dist/letters"
mkdirSync(folder, { recursive: true })
for (const [name, matters] of [
  ...Object.entries(examples).map(([name, matter]) => [name, [matter]] as const),
  ["digest", morning] as const,
]) {
  const foot = matters.some(({ kind }) => classOf(kind) === undefined) ? {} : { unsubscribe: stop }
  for (const reader of readers) {
    const { subject, text, html } = letterOf([...matters], reader, senderTo(reader), foot)
    const path = join(folder, `${name}.${reader.language}`)
    writeFileSync(`${path}.html`, html)
    writeFileSync(`${path}.txt`, `Subject: ${subject}\n\n${text}`)
  }
}
for (const { name, language } of readers) {
  const { subject, text, html } = codeLetter(codeFor({ name, language }))
  const path = join(folder, `code.${language}`)
  writeFileSync(`${path}.html`, html)
  writeFileSync(`${path}.txt`, `Subject: ${subject}\n\n${text}`)
}
console.log(`Letters are in ${folder}`)
