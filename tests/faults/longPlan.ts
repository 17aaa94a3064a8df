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
