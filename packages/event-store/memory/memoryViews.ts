import { rebuildOver } from "../errors.ts"
import type { Position, Row, Views } from "../ports.ts"
import { byBytes } from "../streamName.ts"

type Generation = Map<string, Row[]>

/** Views in memory: per generation, the rows of each stream by version. */
export function memoryViews(): Views {
  let current: Generation = new Map()
  let next: Generation | undefined

  return {
    async put(rows) {
      for (const generation of next ? [current, next] : [current]) keep(generation, rows)
    },
    async get(stream, asOf) {
      return structuredClone(newest(current.get(stream) ?? [], asOf))
    },
    async list({ kind, scope, asOf }) {
      return [...current.values()]
        .flatMap((rows) => newest(rows, asOf) ?? [])
        .filter((row) => row.kind === kind && (scope === undefined || row.scope === scope))
        .map((row) => structuredClone(row))
        .sort((a, b) => byBytes(a.stream, b.stream))
    },
    async page({ kind, scope, after = `${kind}:${scope}`, limit }) {
      return [...current.values()]
        .flatMap((rows) => newest(rows) ?? [])
        .filter((row) => row.kind === kind && row.scope === scope && byBytes(row.stream, after) > 0)
        .sort((a, b) => byBytes(a.stream, b.stream))
        .slice(0, limit)
        .map((row) => structuredClone(row))
    },
    async record({ scope, since = "", until, before, limit }) {
      return [...current.values()]
        .flat()
        .filter((row) => row.scope === scope && row.recorded >= since && (!until || row.recorded <= until))
        .filter((row) => !before || inOrder(row, before) < 0)
        .sort((a, b) => inOrder(b, a))
        .slice(0, limit)
        .map((row) => structuredClone(row))
    },
    async due(queue, by, limit) {
      return [...current.values()]
        .flatMap((rows) => newest(rows) ?? [])
        .filter((row) => row.queue === queue && row.deadline !== undefined && row.deadline <= by)
        .sort((a, b) => byBytes(String(a.deadline), String(b.deadline)) || byBytes(a.stream, b.stream))
        .slice(0, limit)
        .map((row) => structuredClone(row))
    },
    async *scan() {
      for (const rows of current.values()) yield* rows.map((row) => structuredClone(row))
    },
    async rebuild() {
      const own: Generation = new Map()
      next = own
      const stillMine = () => {
        if (next !== own) throw rebuildOver()
      }
      return {
        async fill(rows) {
          stillMine()
          keep(own, rows)
        },
        async swap() {
          stillMine()
          current = own
          next = undefined
        },
        async abandon() {
          if (next === own) next = undefined
        },
      }
    },
    async [Symbol.asyncDispose]() {},
  }
}

function keep(generation: Generation, rows: Row[]) {
  for (const row of rows) {
    const known = generation.get(row.stream) ?? []
    if (known.some(({ version }) => version === row.version)) continue
    const inVersionOrder = row.version > (known.at(-1)?.version ?? 0)
    known.push(JSON.parse(JSON.stringify(row)))
    if (!inVersionOrder) known.sort((a, b) => a.version - b.version)
    generation.set(row.stream, known)
  }
}

function newest(rows: Row[], asOf?: string) {
  return rows.findLast(({ recorded }) => !asOf || recorded <= asOf)
}

function inOrder(a: Position, b: Position) {
  return byBytes(a.recorded, b.recorded) || byBytes(a.stream, b.stream) || a.version - b.version
}
