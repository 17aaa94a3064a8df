import type { ReferenceKind } from "@demarche/workflows/meanings"

/** What each list of a plan or of an output names, by its field. */
export const planLists: Readonly<Record<string, ReferenceKind>> = {
  tracks: "track",
  objectives: "objective",
  themes: "theme",
  parties: "actor",
  bodies: "body",
  meetings: "meeting",
  deadlineEvents: "deadline event",
  timeline: "timeline line",
  deliverables: "deliverable",
}

/** What each list of rules of procedure names. */
export const procedureLists: typeof planLists = { paths: "path", meetings: "meeting kind", groups: "group" }

/** What shares one namespace in a plan: no two of them have the same id. */
export const sharingNames: readonly ReferenceKind[] = [
  "activity",
  "output",
  "deliverable",
  "meeting",
  "track",
  "objective",
  "theme",
  "timeline line",
]

/** The ids of a list's entries. */
export function idsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.flatMap((each) => Reflect.get(Object(each), "id") ?? []).map(String) : []
}

/** The ids that a command gives for a kind in the list that it replaces; undefined where it leaves that list as it is. */
export function givenIds(command: object, kind: ReferenceKind): string[] | undefined {
  const lists = [
    ...listsOf(command, planLists, kind),
    ...listsOf(Object(Reflect.get(command, "procedure")), procedureLists, kind),
  ]
  return lists.length > 0 ? lists.flatMap(idsIn) : undefined
}

function listsOf(of: object, lists: typeof planLists, kind: ReferenceKind): unknown[] {
  return Object.entries(lists).flatMap(([field, named]) => {
    const list: unknown = named === kind ? Reflect.get(of, field) : undefined
    return Array.isArray(list) ? [list] : []
  })
}
