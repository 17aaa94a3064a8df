/** A plan file under that id, with so many more activities. */
export function withActivities(file: string, id: string, more: number): string {
  const item = (index: number) =>
    [
      `  - id: more-${index}`,
      `    title: "More ${index}"`,
      "    track: t1",
      "    kind: { value: ongoing, inferred: true }",
      "    schedule: { quarters: [2026-Q2] }\n",
    ].join("\n")
  const items = Array.from({ length: more }, (_, index) => item(index)).join("")
  const [, own = ""] = /^ {2}id: (\S+)$/m.exec(file) ?? []
  return file.replaceAll(own, id).replace("\nactivities:\n", `\nactivities:\n${items}`)
}

/** A plan file with so many more people, each of so many offices. */
export function withPeople(file: string, more: number, offices: number): string {
  const office = "      - { office: observer, party: unidir, from: 2025-09-20, to: 2026-09-30 }\n"
  const person = (index: number) =>
    `  - id: guest-${index}\n    name: Guest ${index}\n    language: en\n    zone: Europe/Zurich\n    offices:\n${office.repeat(offices)}`
  const people = Array.from({ length: more }, (_, index) => person(index)).join("")
  return `${file.replace("\npeople:\n", `\npeople:\n${people}`)}`
}
