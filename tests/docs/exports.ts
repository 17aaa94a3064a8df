import { files } from "../house/files.ts"

/** Something that a file of a room exports by its own name. */
export interface Exported {
  file: string
  name: string
  type: boolean
}

const rooms = /^(workflows|functions|stacks|packages)\/(?!.*\/examples\/).*\.tsx?$/
const STATED = /^export (?:declare |abstract |async )*(interface|type|class|function\*?|const|let) (\w+)/gm

/** All that the rooms export, file by file; what a file only passes on is another's. */
export const exported = (): Exported[] =>
  files()
    .filter(({ path }) => rooms.test(path))
    .flatMap(({ path, text }) => exportsOf(path, text))

export function exportsOf(file: string, text: string): Exported[] {
  return [...text.matchAll(STATED)].map(([, kind = "", name = ""]) => ({
    file,
    name,
    type: ["interface", "type", "class"].includes(kind),
  }))
}

/** The words of a name: `NOTIFICATION_WINDOW`, `rowBodyAfter`. */
export function wordsOf(name: string): string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g)?.map((word) => word.toLowerCase()) ?? []
}
