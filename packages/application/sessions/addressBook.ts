import { eachInParallel } from "@demarche/engine"
import type { StreamName } from "@demarche/event-store"
import type { plan as planWorkflow } from "@demarche/workflows"
import type { Mandate } from "@demarche/workflows/terms"
import { covers, dayOf } from "@demarche/workplan"
import { mailbox } from "@demarche/workplan/rules/mailbox"
import type { Application } from "../application.ts"
import { textBody } from "../textBody.ts"
import { addressStream } from "./secrets.ts"

/** A person of a plan at an address, with the mandates that cover today there. */
interface AddressHolder {
  plan: string
  person: planWorkflow.Person
  mandates: Mandate[]
}

/** Who has which address today. */
export interface AddressBook {
  /** Those at that address who hold a mandate today, in any plan. */
  holders(address: StreamName): Promise<AddressHolder[]>
  /** Whether anybody in any plan has that address, whatever they hold. */
  knows(address: StreamName): Promise<boolean>
  /** Whether nobody holds a mandate today, in any plan, be it with an address or without. */
  isEmpty(): Promise<boolean>
}

/** How many addresses are read at once. */
const READERS = 32

/**
 * The address book of the plans: people by the streams of their addresses. Plans come from the cache; what an address's text
 * says never changes, so each is read once in a process, and again only where it is the one that is asked for: it may have
 * been erased. A lookup costs one read of the list of plans, two a plan that is not in the cache, and one a person found.
 */
export function createAddressBook(application: Application, key: string): AddressBook {
  const { texts, clock } = application.world
  const streams = new Map<string, StreamName | undefined>()

  async function read(hash: string): Promise<StreamName | undefined> {
    const text = await textBody(texts, hash)
    const known = text === undefined ? undefined : mailbox(text)
    const stream = known === undefined ? undefined : addressStream(known, key)
    streams.set(hash, stream)
    return stream
  }

  /** Everybody in a plan; nobody, as long as it is not whole. */
  async function entriesIn(plan: string): Promise<AddressHolder[]> {
    const { context, tags } = await application.planSnapshot(plan)
    if (!tags || tags.includes("incomplete")) return []
    const today = dayOf(clock(), context.zone)
    return context.people.map((person) => {
      return { plan, person, mandates: person.offices.filter((mandate) => covers(mandate, today)) }
    })
  }

  /** Those of them who are at that address. */
  async function at(address: StreamName, entries: AddressHolder[]): Promise<AddressHolder[]> {
    const addressed = entries.flatMap((entry) => {
      const hash = entry.person.address
      return hash ? [{ entry, hash }] : []
    })
    await eachInParallel(new Set(addressed.map(({ hash }) => hash).filter((hash) => !streams.has(hash))), read, READERS)
    const found: AddressHolder[] = []
    for (const { entry, hash } of addressed)
      if (streams.get(hash) === address && (await read(hash)) === address) found.push(entry)
    return found
  }

  async function everybody(): Promise<AddressHolder[]> {
    const plans = await application.views.list({ kind: "plan" })
    return (await Promise.all(plans.map(({ scope }) => entriesIn(scope)))).flat()
  }
  const holding = ({ mandates }: AddressHolder) => mandates.length > 0

  return {
    holders: async (address) => at(address, (await everybody()).filter(holding)),
    knows: async (address) => (await at(address, await everybody())).length > 0,
    isEmpty: async () => !(await everybody()).some(holding),
  }
}
