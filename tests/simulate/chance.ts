/** A run's only source of chance, so that its seed tells it again. */
export interface Chance {
  /** 0 ≤ n < 1. */
  next(): number
  happens(probability: number): boolean
  below(limit: number): number
  one<T>(items: readonly T[]): T
  shuffled<T>(items: readonly T[]): T[]
}

/** A small linear congruential generator (Park and Miller, 1988): weak, and the same everywhere. */
export function chanceOf(seed: number): Chance {
  let state = (seed % 2_147_483_646) + 1
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  for (let turn = 0; turn < 8; turn++) next()
  const chance: Chance = {
    next,
    happens: (probability) => next() < probability,
    below: (limit) => Math.floor(next() * limit),
    one: (items) => items[chance.below(items.length)] as (typeof items)[number],
    shuffled: (items) =>
      items
        .map((item) => ({ item, draw: next() }))
        .sort((a, b) => a.draw - b.draw)
        .map(({ item }) => item),
  }
  return chance
}

/** Salts of a run's own, so that its seed tells its hashes again. */
export function salts(chance: Chance): () => string {
  return () => chance.next().toString(36).slice(2)
}
