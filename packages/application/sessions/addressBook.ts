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
 * been erased. A lookup costs two reads a plan that is not in the cache, and one a person found.
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

  /** Everybody in every plan that is whole, with the day that it is there. */
  async function everybody() {
    const plans = (await application.plans()).map(async (plan) => {
      const { context, tags } = await application.planSnapshot(plan)
      if (!tags || tags.includes("incomplete")) return []
      const today = dayOf(clock(), context.zone)
      return context.people.map((person) => ({ plan, person, today }))
    })
    return (await Promise.all(plans)).flat()
  }

  /** Those who are at that address. */
  async function at(address: StreamName): Promise<AddressHolder[]> {
    const all = await everybody()
    const hashes = new Set(all.flatMap(({ person }) => person.address ?? []))
    await eachInParallel(
      [...hashes].filter((hash) => !streams.has(hash)),
      read,
      READERS,
    )
    const found: AddressHolder[] = []
    for (const { plan, person, today } of all) {
      const { address: hash } = person
      if (hash && streams.get(hash) === address && (await read(hash)) === address)
        found.push({ plan, person, mandates: mandatesOn(person, today) })
    }
    return found
  }

  return {
    holders: async (address) => (await at(address)).filter(({ mandates }) => mandates.length > 0),
    knows: async (address) => (await at(address)).length > 0,
    isEmpty: async () => (await everybody()).every(({ person, today }) => mandatesOn(person, today).length === 0),
  }
}

function mandatesOn({ offices }: planWorkflow.Person, day: string): Mandate[] {
  return offices.filter((mandate) => covers(mandate, day))
}
