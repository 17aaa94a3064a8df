import { type Commit, stateOf, view } from "@demarche/engine"
import { type Row, scopeOf } from "@demarche/event-store"
import type { activity, notice, plan as planWorkflow } from "@demarche/workflows"
import { means } from "@demarche/workflows/states"
import {
  type Addressed,
  addressedIn,
  addressedPerson,
  kindNamed,
  type NotificationReader,
  notifications,
  notificationsOf,
  type OpenItem,
  readerNow,
  stillCalledFor,
} from "@demarche/workplan"
import { mailbox } from "@demarche/workplan/rules/mailbox"
import { type Application, workflowOf } from "../application.ts"
import { planAround } from "../places.ts"
import { textBody } from "../textBody.ts"
import { aboutOf, noticeOf } from "./batch.ts"
import { commitOf } from "./commitOf.ts"
import { noticeStream } from "./noticeStream.ts"

/** Who reads a notification, or why it is not sent. */
export type AskedAgain = NotificationReader | { why: string }

/**
 * Asks of a queued notification, when it is to be sent, all that was asked when it was queued: whether there is still
 * something to tell, whether what it takes back was told, whether the person is still one of its recipients by mandate and
 * office, and who reads in their place today.
 * @throws Error where the record or the table of notifications lacks what it is about.
 */
export async function askAgain(
  application: Application,
  row: Row,
  { plan, openItems }: { plan: planWorkflow.Context; openItems: OpenItem[] },
): Promise<AskedAgain> {
  const now = application.world.clock()
  const notice = noticeOf(row)
  const kind = kindNamed(notice.kind)
  if (!kind) throw new Error(`there is no kind of notification called ${notice.kind}`)
  const { id, version } = aboutOf(notice)
  const item = openItems.find((each) => each.id === id)
  const over = notice.until !== undefined && notice.until <= now
  if (over || !stillCalledFor(notice, item, plan)) return { why: "there is nothing left to tell" }
  const { commit } = await commitOf(application, kind, id, version)
  const around = await planAround(application, { stream: commit.stream, plan })
  const then = addressedThen(application, commit)
  const { date, takesBack, address } = notifications[kind]
  if (address && (await isSameMailbox(application, then))) return { why: "the address is the one it was" }
  if (date === "silence" && item?.silence?.opened !== then.silence?.opened)
    return { why: "it is about an earlier silence procedure" }
  if (takesBack && !(await wasTold(application, commit, takesBack, notice, around)))
    return { why: "what it takes back was not told" }
  const chosenBy = version
    ? then
    : {
        ...then,
        round: undefined,
        ...consultationIn(then, notice),
        ...(item?.answering && { answering: item.answering }),
      }
  const reader = readerNow(notice, chosenBy, around, now)
  return reader ?? { why: "the person is no longer one of those who are told" }
}

type AddressedContext = Partial<activity.Context> & Pick<Addressed, "readdressed"> & { answering: string[] }

/** What recipients are chosen by, as a commit recorded it. */
function addressedThen(application: Application, commit: Commit): AddressedContext {
  const [kind = ""] = commit.stream.split(":")
  const { context } = view(workflowOf(application, kind), stateOf(commit))
  return addressedIn(context as Partial<activity.Context>, commit) // of one of the kinds that notifications are about
}

/** Whether the address that a person was given is the one they had: the hashes of two texts do not tell. */
async function isSameMailbox({ world: { texts } }: Application, { readdressed }: Addressed): Promise<boolean> {
  const [given, former] = await Promise.all(
    [readdressed?.address, readdressed?.formerAddress].map((each) => each && textBody(texts, each)),
  )
  return given !== undefined && former !== undefined && mailbox(given) === mailbox(former)
}

/** The consultation alone that a reminder is about. */
function consultationIn({ rounds }: AddressedContext, { until }: notice.NoticeFields): Pick<Addressed, "rounds"> {
  return rounds && until ? { rounds: rounds.filter(({ closes }) => closes.at === until) } : {}
}

/** Whether the person was sent a notification of one of those events of the silence procedure that the commit is about. */
async function wasTold(
  application: Application,
  { stream, version }: Commit,
  events: readonly string[],
  notice: notice.NoticeFields,
  plan: planWorkflow.Context,
): Promise<boolean> {
  for await (const commit of application.world.events.read(stream, { from: 1, to: version - 1, backwards: true })) {
    const types = commit.events.map(({ value }) => value.type)
    if (types.some((type) => events.includes(type)) && (await wasSent(application, commit, notice, plan))) return true
    if (types.includes(events[0] ?? "")) return false
  }
  return false
}

async function wasSent(
  application: Application,
  commit: Commit,
  notice: notice.NoticeFields,
  plan: planWorkflow.Context,
): Promise<boolean> {
  const queued = notificationsOf(commit, plan).find(
    ({ command }) => addressedPerson(command) === addressedPerson(notice),
  )
  if (!queued) return false
  const stream = await noticeStream(application, scopeOf(commit.stream), queued.name)
  const head = await application.world.events.head(stream)
  return head !== undefined && means(view(workflowOf(application, "notice"), stateOf(head)), "settled")
}
