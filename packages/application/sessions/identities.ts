import { idOf, type StreamName } from "@demarche/event-store"
import { MAX_HOLDERS } from "@demarche/workflows/sessionCommands"
import type { Application } from "../application.ts"
import type { AddressBook } from "./addressBook.ts"
import { holderHash, identityStream } from "./secrets.ts"
import { sessionStreams } from "./sessionStreams.ts"

/** An account at the issuer, by the stream that its `iss` and `sub` name. */
export type Identity = StreamName

/**
 * Accounts at the issuer by which people come in, each by the stream that its `iss` and `sub` name. An account is tied to an
 * address, and for the people who have it on that day: it lets in as long as one of them holds a mandate there. Its own stream
 * says to which address, and the address's whether it still is: neither lets anybody in alone.
 */
export function createIdentities(application: Application, key: string, book: AddressBook) {
  const { contextOf, take } = sessionStreams(application)

  /** Those at an address who hold a mandate today, as they are kept. */
  async function holdersAt(address: StreamName): Promise<string[]> {
    return (await book.holders(address)).map(({ plan, person }) => holderHash(plan, person.id, key))
  }

  /** The address at which an account lets in today; undefined where it lets nobody in. */
  async function leadsTo(identity: Identity): Promise<StreamName | undefined> {
    const named = (await contextOf(identity))?.address
    if (named === undefined) return undefined
    const address: StreamName = `session:${named}`
    const tied = (await contextOf(address))?.identities?.find((each) => each.identity === idOf(identity))
    const holders = tied ? await holdersAt(address) : []
    return holders.some((holder) => tied?.holders.includes(holder)) ? address : undefined
  }

  return {
    leadsTo,

    /** The account of an issuer that its `sub` names. */
    of: (issuer: string, subject: string): Identity => identityStream(issuer, subject, key),

    /** Ties an account to an address, for those who have it; false where it lets in at another, which has to untie it first. */
    async tie(identity: Identity, address: StreamName, correlation: string): Promise<boolean> {
      const before = await leadsTo(identity)
      if (before !== undefined && before !== address) return false
      const holders = (await holdersAt(address)).slice(0, MAX_HOLDERS)
      await take(identity, { type: "nameAddress", address: idOf(address) }, correlation)
      await take(address, { type: "tieIdentity", identity: idOf(identity), holders }, correlation)
      return true
    },

    /** Unties an account, by the id of its stream, from an address, and ends the sessions that it opened there. */
    async untie(identity: string, address: StreamName, correlation: string): Promise<void> {
      await take(address, { type: "untieIdentity", identity }, correlation)
    },

    /** The accounts that are tied to an address, by the ids of their streams, with the instant at which each was. */
    async tiedTo(address: StreamName): Promise<{ identity: string; tied: string }[]> {
      const { identities = [] } = (await contextOf(address)) ?? {}
      return identities.map(({ identity, tied }) => ({ identity, tied }))
    },
  }
}
