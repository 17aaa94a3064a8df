import { isEngineError } from "@demarche/engine"
import { idOf, type StreamName } from "@demarche/event-store"
import type { Language } from "@demarche/workflows/languages"
import { clearance } from "@demarche/workflows/offices"
import type { Mandate } from "@demarche/workflows/terms"
import { mailbox } from "@demarche/workplan/rules/mailbox"
import type { Application } from "../application.ts"
import { newSecret, secretHash } from "../secrets.ts"
import { fromNow, instantAfter } from "../time.ts"
import { createAddressBook } from "./addressBook.ts"
import { createIdentities, type Identity } from "./identities.ts"
import { addressStream, codeHash, codeOf, linkSecretOf, operatorStream, typedCode } from "./secrets.ts"
import { sessionStreams } from "./sessionStreams.ts"

/** How long a link opens that an operator hands over and, by the one that is their own, the session, in milliseconds. */
const LINK_DURATION = 3_600_000
/** How long an invitation opens that is handed over where no letter is sent, in milliseconds. */
const INVITATION_DURATION = 3 * 86_400_000
/** How long a code opens, in milliseconds. */
export const CODE_DURATION = 15 * 60_000
/** How long a session lasts and, on a device of one's own, how long; what it is cleared for beyond the committee ends with the first. */
const SESSION_DURATION = 12 * 3_600_000
export const OWN_DURATION = 30 * 86_400_000

/** A session that is open: the stream of its address, its hash, when it began and until when it lasts. */
export interface OpenSession {
  address: StreamName
  session: string
  begun: string
  until: string
  own: boolean
}

/** An office that a session may act in: of which person, in which plan, by which mandate. */
export interface SessionMandate {
  plan: string
  person: string
  mandate: Mandate
}

/** What somebody shows to come in: the code that they typed, or the link that they opened with the secret of their browser. */
type Proof = { code: string } | { link: string; browser: string | undefined }

/** What a browser that asked, or the link of a letter, names: the stream of the address, and a secret. */
export interface NamedSecret {
  address: StreamName
  secret: string
}

/** Joins an address's stream and a secret for a cookie or a link. */
export function named({ address, secret }: NamedSecret): string {
  return `${idOf(address)}.${secret}`
}

const NAMED = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/

/** What such a text names; undefined where it is none. */
export function readNamed(text: string | undefined): NamedSecret | undefined {
  const [, id, secret] = text?.match(NAMED) ?? []
  return id && secret ? { address: `session:${id}`, secret } : undefined
}

/**
 * How people come in, over an application: codes and sessions of addresses, all under the key that signs letters. A session
 * proves an address; who that is, is asked of the plans whenever it matters. Who runs the installation comes in without an
 * address, as long as nobody else can.
 */
export function createSessions(application: Application, key: string) {
  const book = createAddressBook(application, key)
  const operator = operatorStream(key)
  const { world } = application
  const { contextOf, take } = sessionStreams(application)
  const identities = createIdentities(application, key, book)

  function streamOf(address: string): StreamName {
    const given = mailbox(address)
    if (given === undefined) throw new Error("nobody comes in by what is no address")
    return addressStream(given, key)
  }

  /** Until when a session that lasts may act in that office. */
  function endIn({ begun, until, own }: Omit<OpenSession, "address">, { office }: Mandate): string {
    return own && clearance[office] === "restricted" ? instantAfter(begun, SESSION_DURATION) : until
  }

  /** Undefined for what can be no code, or where none is out. */
  async function codeShown(address: StreamName, typed: string): Promise<{ code: string } | undefined> {
    const code = typedCode(typed)
    const salt = code && (await contextOf(address))?.code?.salt
    return code && salt ? { code: codeHash(code, salt, key) } : undefined
  }

  /** Whether nobody comes in by that name any more: it is the operator's, and somebody holds a mandate. */
  async function isShut({ address }: Pick<NamedSecret, "address">): Promise<boolean> {
    return address === operator && !(await book.isEmpty())
  }

  async function handOver(address: StreamName, lasting: number, correlation: string): Promise<NamedSecret> {
    const secret = newSecret()
    const until = fromNow(application, lasting)
    await take(address, { type: "makeLink", link: secretHash(secret), until }, correlation)
    return { address, secret }
  }

  /** A new session, until its end. */
  function begin(address: StreamName, own: boolean) {
    const secret = newSecret()
    const lasting = address === operator ? LINK_DURATION : own ? OWN_DURATION : SESSION_DURATION
    const until = fromNow(application, lasting)
    return { secret, until, own, session: secretHash(secret) }
  }

  return {
    identities,

    /**
     * Makes a code for an address, in place of the one before, whether somebody has the address or not: the letter goes out
     * later, to those who have it. Resolves to the secret of the browser that asked, `malformed` for what is no address, or
     * `tooMany`.
     */
    async ask(typed: string, language: Language, correlation: string): Promise<NamedSecret | "malformed" | "tooMany"> {
      const given = mailbox(typed.trim())
      if (given === undefined) return "malformed"
      const address = addressStream(given, key)
      const salt = newSecret()
      const secret = newSecret()
      const until = fromNow(application, CODE_DURATION)
      const hourBefore = fromNow(application, -3_600_000)
      const code = codeHash(codeOf(salt, key), salt, key)
      const [link, browser] = [secretHash(linkSecretOf(salt, key)), secretHash(secret)]
      try {
        await take(
          address,
          { type: "askCode", ...{ salt, code, link, browser, until, language, hourBefore } },
          correlation,
        )
      } catch (error) {
        if (isEngineError(error, "rejected")) return "tooMany"
        throw error
      }
      return { address, secret }
    },

    /** Whether a link still opens in that browser: because it asked for it, or because it was handed over. */
    async opensHere(link: NamedSecret, browser: NamedSecret | undefined): Promise<boolean> {
      const code = (await contextOf(link.address))?.code
      if (code?.link !== secretHash(link.secret) || (await isShut(link))) return false
      const own = browser?.address === link.address && code.browser === secretHash(browser.secret)
      return own || code.browser === undefined
    },

    /** Whether a browser waits for a code, or a link leads to one, that still opens. */
    async awaits({ address, secret }: NamedSecret): Promise<boolean> {
      const code = (await contextOf(address))?.code
      return code !== undefined && [code.browser, code.link].includes(secretHash(secret))
    },

    /**
     * Opens a session by what was shown, the operator's only while nobody holds a mandate; a wrong code is counted, and the fifth ends the one that is out. What can be no code
     * counts for nothing. Undefined where it opens nothing.
     */
    async signIn(
      address: StreamName,
      shown: Proof,
      own: boolean,
      correlation: string,
    ): Promise<NamedSecret | undefined> {
      const proof = "code" in shown ? await codeShown(address, shown.code) : linkShown(shown)
      if (!proof || (await isShut({ address }))) return undefined
      const { secret, ...session } = begin(address, own)
      try {
        const { events } = await take(address, { type: "signIn", ...proof, ...session }, correlation)
        return events.some(({ type }) => type === "SignedIn") ? { address, secret } : undefined
      } catch (error) {
        if (isEngineError(error, "rejected")) return undefined
        throw error
      }
    },

    /** Makes a link that opens for an hour, once, in whatever browser: for an operator to hand over. @throws Error for what is no address. */
    async link(typed: string, correlation: string): Promise<NamedSecret> {
      return handOver(streamOf(typed), LINK_DURATION, correlation)
    },

    /** Makes a link for somebody who is let in, as `link` does, for three days. @throws as `link`. */
    async invitation(typed: string, correlation: string): Promise<NamedSecret> {
      return handOver(streamOf(typed), INVITATION_DURATION, correlation)
    },

    /** Whether anybody in any plan has that address, so that a link to it would open more than one invitation. @throws as `link`. */
    async isKnown(typed: string): Promise<boolean> {
      return book.knows(streamOf(typed))
    },

    /** Whether somebody at that address holds a mandate in that plan today. @throws as `link`. */
    async isHolder(typed: string, plan: string): Promise<boolean> {
      return (await book.holders(streamOf(typed))).some((holder) => holder.plan === plan)
    },

    /**
     * Makes the link by which the operator comes in to begin, in place of the one before, as `link` does; undefined once anybody
     * holds a mandate.
     */
    async firstLink(correlation: string): Promise<NamedSecret | undefined> {
      return (await book.isEmpty()) ? handOver(operator, LINK_DURATION, correlation) : undefined
    },

    /** Whether that is the operator's, of a session or of a link. */
    isOperators({ address }: Pick<NamedSecret, "address">): boolean {
      return address === operator
    },

    /** Opens a session of an address without a code, in the demo and for the operator who has said who they are. @throws Error for what is no address. */
    async admit(typed: string, correlation: string): Promise<NamedSecret> {
      const address = streamOf(typed)
      const { secret, ...session } = begin(address, false)
      await take(address, { type: "admit", ...session }, correlation)
      return { address, secret }
    },

    /** Opens a session by an account at the issuer, at the address to which it is tied; undefined where it lets nobody in. */
    async enter(identity: Identity, correlation: string): Promise<NamedSecret | undefined> {
      const address = await identities.leadsTo(identity)
      if (address === undefined) return undefined
      const { secret, ...session } = begin(address, false)
      try {
        await take(address, { type: "admit", ...session, identity: idOf(identity) }, correlation)
        return { address, secret }
      } catch (error) {
        if (isEngineError(error, "rejected")) return undefined
        throw error
      }
    },

    /** The open session of that secret; undefined where there is none, or it has ended. One read. */
    async open({ address, secret }: NamedSecret): Promise<OpenSession | undefined> {
      const session = secretHash(secret)
      const found = (await contextOf(address))?.sessions.find((each) => each.session === session)
      if (!found || found.until <= world.clock()) return undefined
      return { address, ...found }
    },

    /**
     * What the session may act as today, in all plans. It ends with its last mandate, and with its
     * address. What is cleared for more than the committee lasts no longer than on anybody's device.
     */
    async mandates(session: OpenSession): Promise<SessionMandate[]> {
      const now = world.clock()
      return (await book.holders(session.address)).flatMap(({ plan, person, mandates }) =>
        mandates
          .filter((mandate) => endIn(session, mandate) > now)
          .map((mandate) => ({ plan, person: person.id, mandate })),
      )
    },

    /** Every session of an address that has not ended, the newest first, each until it can act in no office any more. */
    async ofAddress(address: StreamName): Promise<OpenSession[]> {
      const [context, holders] = await Promise.all([contextOf(address), book.holders(address)])
      const mandates = holders.flatMap((holder) => holder.mandates)
      const open = (context?.sessions ?? []).map(({ session, begun, until, own }) => {
        const ends = mandates.map((mandate) => endIn({ session, begun, until, own }, mandate))
        return { address, session, begun, own, until: ends.toSorted().at(-1) ?? until }
      })
      return open.filter(({ until }) => until > world.clock()).toReversed()
    },

    /** Ends the session, or every session of its address. */
    async signOut({ address, session }: OpenSession, everywhere: boolean, correlation: string): Promise<void> {
      await take(address, everywhere ? { type: "signOutEverywhere" } : { type: "signOut", session }, correlation)
    },
  }
}

/** The use cases of coming in, ready to be called. */
export type Sessions = ReturnType<typeof createSessions>

function linkShown({ link, browser }: Extract<Proof, { link: string }>) {
  return { link: secretHash(link), ...(browser !== undefined && { browser: secretHash(browser) }) }
}
