import { type Commit, type VerificationReport, verify, viewsVerifier } from "@demarche/engine"
import type { Events } from "@demarche/event-store"
import { readToday } from "@demarche/past/record"
import { type Application, presentCommits } from "../application.ts"
import { CLOCK_TOLERANCE, fromNow } from "../time.ts"
import { textsVerifier } from "./verifyTexts.ts"

interface VerifyOptions {
  /** Called with the number of commits read so far, every thousand. */
  progress?: (commits: number) => void
  /** Called with every commit, so that others compare something with the record in the same pass. */
  see?: (commit: Commit) => void
}

/** A commit that is recorded at an instant that has not come: the clock was ahead when it was written. */
export interface FutureCommit {
  stream: string
  version: number
  recorded: string
}

/**
 * Verifies all that readers are given, as they are given it: every commit and every state, the texts, and the rows of the
 * views. Each finding names its place; one keeps nothing else from being examined. What is recorded in the future is no finding, since
 * nothing was changed, and is named beside them.
 */
export async function verifyRecord(
  application: Application,
  { progress, see = () => {} }: VerifyOptions = {},
): Promise<VerificationReport & { future?: FutureCommit[] }> {
  const { record, workflows, projection } = application
  const [texts, views] = [textsVerifier(application), viewsVerifier(projection)]
  const future: FutureCommit[] = []
  const today = presentCommits()
  const asToday = (commit: Commit) => {
    try {
      return today(commit)
    } catch {
      return commit // does not fold, which `verify` finds
    }
  }
  const soon = fromNow(application, CLOCK_TOLERANCE)
  const seeTime = ({ stream, version, recorded }: Commit) => {
    if (recorded > soon) future.push({ stream, version, recorded })
  }
  const seen = seenBy([see, seeTime, texts.see, (commit) => views.see(asToday(commit))], record)
  const verified = await verify(seen, workflows, progress, readToday)
  const findings = [...verified.findings, ...(await texts.findings()), ...(await views.findings())]
  return { ...verified, findings, ...(future.length > 0 && { future }) }
}

/** Events whose scan also passes each commit to others, so that the record is read once. */
function seenBy(others: ((commit: Commit) => void)[], events: Events): Events {
  return {
    ...events,
    async *scan(...given) {
      for await (const commit of events.scan(...given)) {
        for (const see of others) see(commit)
        yield commit
      }
    },
  }
}
