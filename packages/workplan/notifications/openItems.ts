import type { View } from "@demarche/engine"
import type { plan } from "@demarche/workflows"
import { means, metaOf } from "@demarche/workflows/states"
import type { Deadline, Due } from "@demarche/workflows/terms"
import { Temporal } from "temporal-polyfill"
import type { ContextOf } from "../read-model/byKind.ts"
import { activityDue, type ItemKind } from "../read-model/readings.ts"
import { dayOf } from "../time/zone.ts"

/** The kinds of stream that people can owe something. */
export const itemKinds = ["activity", "output", "request"] as const

/** What reminders need to know of an item: what is due, from whom, and until when. */
export interface OpenItem {
  id: string
  kind: (typeof itemKinds)[number]
  due: Due | null
  /** It waits for another item, so that it is not overdue. */
  waits: boolean
  /** A party or an office; the coordinators, where it is missing. */
  owner?: string
  /** The silence procedure that runs, and the addressees that have not answered. */
  silence?: { opened: string; until: Deadline; silent: string[] }
  /** The consultations that are open, and the invited parties that have given no input. */
  consultations: { round: number; closes: Deadline; silent: string[] }[]
}

/** A request that says no date is due so many days after it was made. */
const REQUEST_DAYS = 10

/**
 * The open item that a view shows at `now` (RFC 3339, UTC); `since` is the instant at which its state was entered.
 * Undefined once nothing is owed any more.
 */
export function openItemOf<K extends ItemKind>(kind: K, item: ViewedItem<K>): OpenItem | undefined {
  return means(item.view, "awaited") ? opened[kind](item) : undefined
}

interface ViewedItem<K extends ItemKind> {
  id: string
  view: View<ContextOf<K>>
  since: string
  now: string
  plan: plan.Context
}

const opened: { [K in ItemKind]: (item: ViewedItem<K>) => OpenItem } = {
  activity: openActivity,
  output({ id, view }) {
    const { due, owner } = view.context
    return { id, kind: "output", due, waits: false, ...(owner && { owner }), consultations: [] }
  },
  request({ id, view, since, plan }) {
    const requestedOn = dayOf(since, plan.zone)
    const on = view.context.neededBy ?? Temporal.PlainDate.from(requestedOn).add({ days: REQUEST_DAYS }).toString()
    const due: Due = { on, precision: "day", rule: { kind: "request", requestedOn, days: REQUEST_DAYS } }
    return { id, kind: "request", due, waits: false, consultations: [] }
  },
}

function openActivity({ id, view, now, plan: { zone, meetings } }: ViewedItem<"activity">): OpenItem {
  const { context } = view
  const { silence, rounds, links, reached, owner } = context
  const open = rounds.map((round, index) => ({ ...round, round: index + 1 }))
  return {
    id,
    kind: "activity",
    due: reached.includes("held") ? null : activityDue(context, { now, zone, meetings }),
    waits: links.some(({ relation }) => relation === "waitsFor"),
    ...(owner && { owner }),
    ...(metaOf(view).deadline === "SilencePassed" &&
      silence && {
        silence: {
          opened: silence.opened,
          until: silence.until,
          silent: silence.addressees.filter((party) => !silence.supported.includes(party)),
        },
      }),
    consultations: open
      .filter(({ summary, closes }) => summary === undefined && closes.at > now)
      .map(({ round, closes, invited, answered }) => ({
        round,
        closes,
        silent: invited.filter((party) => !answered.includes(party)),
      })),
  }
}
