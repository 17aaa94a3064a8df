import { defined } from "../schemas.ts"
import { codeIn } from "../terms.ts"
import type { Context } from "./context.ts"

/** A link of an activity; one that waits may say until when, and whether it has to be over before anything is begun. */
type ActivityLink = Context["links"][number]

type LinkName = Pick<ActivityLink, "relation" | "target">

/** The relations in which an activity waits for what it is linked to. */
const waiting: readonly string[] = ["dependsOn", "waitsFor"]

/** What an activity waits for, of all that it is linked to. */
export function waitsOf({ links }: Pick<Context, "links">): ActivityLink[] {
  return links.filter(({ relation, over }) => waiting.includes(relation) && !over)
}

/** The links with others added; one that was there keeps how far its wait has come. */
export function linked(links: ActivityLink[], added: readonly ActivityLink[]): ActivityLink[] {
  const kept = added.map((link) => ({ ...defined({ over: links.find(isSameLink(link))?.over }), ...link }))
  return [...kept.reduce(without, links), ...kept]
}

/** The links without that one. */
export function without(links: ActivityLink[], gone: LinkName): ActivityLink[] {
  return links.filter((link) => !isSameLink(gone)(link))
}

/** The links with those that wait for a target changed. */
export function changed(links: ActivityLink[], target: string, change: Partial<ActivityLink>): ActivityLink[] {
  return links.map((link) =>
    waiting.includes(link.relation) && isSameTarget(link.target, target) ? { ...link, ...change } : link,
  )
}

/** Whether two targets are one: an item of the plan goes by its code as by its whole id. */
export function isSameTarget(one: string, other: string): boolean {
  return codeIn(one) === codeIn(other)
}

/** Whether a link is that one. */
export function isSameLink({ relation, target }: LinkName): (link: LinkName) => boolean {
  return (link) => link.relation === relation && isSameTarget(link.target, target)
}
