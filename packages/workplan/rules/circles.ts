/** What each id leads to. */
type Edges = Map<string, string[]>

/** The ids that lie in a circle, or between two. Visits each edge a few times, however the circles lie. */
export function inCircles(edges: Edges): ReadonlySet<string> {
  return new Set(withoutEnds(reversed(withoutEnds(edges))).keys())
}

/** Repeatedly removes nodes without outgoing edges; the nodes that remain lead into a cycle. Visits each edge once. */
function withoutEnds(edges: Edges): Edges {
  const known = new Map([...edges].map(([id, on]) => [id, on.filter((other) => edges.has(other))]))
  const from = reversed(known)
  const open = new Map([...known].map(([id, on]) => [id, on.length]))
  const ends = [...open].filter(([, count]) => count === 0).map(([id]) => id)
  for (const end of ends) {
    open.delete(end)
    for (const id of from.get(end) ?? []) {
      const count = (open.get(id) ?? 0) - 1
      open.set(id, count)
      if (count === 0) ends.push(id)
    }
  }
  return new Map([...known].filter(([id]) => open.has(id)))
}

function reversed(edges: Edges): Edges {
  const back: Edges = new Map([...edges.keys()].map((id) => [id, []]))
  for (const [id, on] of edges) for (const other of on) back.get(other)?.push(id)
  return back
}
