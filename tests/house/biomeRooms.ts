import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./files.ts"
import { confined, covers, environments, mayImport, type Room, rooms } from "./rooms.ts"

const file = join(root, "biome.rooms.json")

/** The table of rooms as Biome reads it. */
export const biomeRooms = {
  overrides: [
    ...rooms.flatMap((room) => [
      ...(room.denied ? [globals(room)] : []),
      imports(room, `${room.path}/*`, "./**"),
      imports(room, `${room.path}/*/**`, "./**", "../**"),
      ...room.parts.map((part) =>
        part.endsWith(".ts") ? imports(room, part, "./**") : imports(room, `${part}/**`, "./**", "../**"),
      ),
    ]),
    { includes: environments, linter: { rules: { style: { noProcessEnv: "off" } } } },
  ],
}

function globals({ path, denied }: Room) {
  return style(`${path}/**`, { noRestrictedGlobals: { level: "error", options: { deniedGlobals: denied } } })
}

/** Everything is refused, but for the room's own files and what the table lets in; what is confined comes last, so that it counts. */
function imports(room: Room, files: string, ...own: string[]) {
  const place = files.replace(/\*+$/, "planted.ts").replace("*/", "deep/")
  const named = namesOf(room)
  const known = named.filter((name) => mayImport(place, name) !== "nothing")
  const inner = confined
    .toReversed()
    .filter(({ what }) => named.some((name) => name !== what && covers(name, what)))
    .map(({ what, where }) => ({ what, may: where.some((path) => covers(path, place)) }))
  const may = [...known, ...inner.filter(({ may }) => may).map(({ what }) => what)]
    .map((name) => (mayImport(place, name) === "types" ? `types of ${name}` : name))
    .join(", ")
  const options = {
    patterns: [
      {
        group: [
          "**",
          ...own.map((glob) => `!${glob}`),
          "**/*/../**",
          ...known.flatMap(globs).map((glob) => `!${glob}`),
          ...inner.flatMap(({ what, may }) => globs(what).map((glob) => (may ? `!${glob}` : glob))),
        ],
        message: `${files} may import ${may || "nothing"} and its own files.`,
      },
    ],
  }
  return style(files, { noRestrictedImports: { level: "error", options } })
}

/** Everything that the room's law and manifest name. */
export function namesOf({ node, sees, packages }: Room): string[] {
  const modules = Object.entries(sees).flatMap(([name, { values, types }]) =>
    [...new Set([...types, ...values])].map((module) => `@demarche/${name}${module && `/${module}`}`),
  )
  return [...node.map((name) => `node:${name}`), ...packages, ...modules]
}

function globs(name: string): string[] {
  if (name.endsWith(":")) return [`${name}*`, `${name}*/*`]
  return name.endsWith("/") ? [`${name}**`] : [name, `${name}/**`]
}

function style(files: string, rules: object) {
  return { includes: [files], linter: { rules: { style: rules } } }
}

/** `npm run rooms` writes what Biome reads. */
if (import.meta.main) writeFileSync(file, JSON.stringify(biomeRooms))
