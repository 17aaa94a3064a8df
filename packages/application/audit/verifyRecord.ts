import { type Commit, type VerificationReport, verify, viewsVerifier } from "@demarche/engine"
import type { Events } from "@demarche/event-store"
import type { Application } from "../application.ts"
import { textsVerifier } from "./verifyTexts.ts"

interface VerifyOptions {
  /** Called with the number of commits read so far, every thousand. */
  progress?: (commits: number) => void
  /** Called with every commit, so that others compare something with the record in the same pass. */
  see?: (commit: Commit) => void
}

/**
 * Verifies all that readers are given, as they are given it: every commit and every state, the texts, and the rows of the
 * views. Each finding names its place; one keeps nothing else from being examined.
 */
export async function verifyRecord(
  application: Application,
  { progress, see = () => {} }: VerifyOptions = {},
): Promise<VerificationReport> {
  const { world, workflows, projection } = application
  const [texts, views] = [textsVerifier(application), viewsVerifier(projection)]
  const shown = shownTo([see, texts.see, views.see], world.events)
  const verified = await verify(shown, workflows, progress)
  return { ...verified, findings: [...verified.findings, ...(await texts.findings()), ...(await views.findings())] }
}

/** Events whose scan also passes each commit to others, so that the record is read once. */
function shownTo(others: ((commit: Commit) => void)[], events: Events): Events {
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
