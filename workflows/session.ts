import {
  type Evolve,
  elapsed,
  eventOf,
  evolving,
  reading,
  type Transitions,
  transitions,
  type UpcomingDeadline,
  type View,
} from "@demarche/engine/definition"
import { assign, setup } from "xstate"
import type { WithMetadata } from "./metadata.ts"
import { officeGuard } from "./rules.ts"
import {
  type Command,
  commands,
  type Event,
  type KeptCode,
  type SessionOpening,
  type TiedIdentity,
} from "./sessionCommands.ts"
import { metaOf, type Types } from "./states.ts"

export { metadata } from "./metadata.ts"
export { type Command, commands, Event } from "./sessionCommands.ts"

// A stream is one address's, by a name that tells it to nobody: the code that is out, what it has opened, and the accounts at the
// issuer that are tied to it. The stream of such an account, by a name of the same kind, says at which address that was last.

export const version = 1

/** After so many wrong codes the one that is out opens nothing. */
const TRIES = 5
/** So many codes are made for an address in an hour. */
const CODES = 5
/** The most sessions of one address; the oldest makes room. */
const SESSIONS = 50
/** The most accounts that are tied to one address; the oldest makes room. */
const IDENTITIES = 20

export interface Context {
  /** The newest code, as long as it opens; of a link that an operator handed over, the link alone. */
  code?: (Pick<KeptCode, "link" | "until"> & Partial<KeptCode>) | undefined
  /** Its letter has left. */
  sent: boolean
  /** How many wrong codes were typed for it. */
  wrong: number
  /** When the codes of the last hour were asked for. */
  asked: readonly string[]
  /** What is open, the oldest first, with the instant at which it was opened. */
  sessions: readonly (SessionOpening & { begun: string })[]
  /** The accounts at the issuer by which its people come in, with the instant at which each was tied. */
  identities?: readonly (TiedIdentity & { tied: string })[]
  /** Of an account's own stream, the address to which it was tied last. */
  address?: string
}

const reads = reading<Context, WithMetadata<Event>>()
const rules = {
  OFFICE: officeGuard(commands),
  TOO_MANY_CODES: reads("CodeAsked", ({ context, event }) => lastHour(context, event).length < CODES),
  IDENTITY_UNKNOWN: reads("Admitted", ({ context, event: { identity } }) => {
    return identity === undefined || without(context, identity).length < (context.identities ?? []).length
  }),
}

const evolve: Evolve<Context, WithMetadata<Event>> = {
  CodeAsked: (context, { at, salt, code, link, browser, until, language, hourBefore }) => ({
    ...{ code: { salt, code, link, browser, until, language }, sent: false, wrong: 0 },
    asked: [...lastHour(context, { hourBefore }), at],
  }),
  LinkMade: (_, { link, until }) => ({ code: { link, until }, sent: true, wrong: 0 }),
  CodeSent: () => ({ sent: true }),
  CodeRefused: ({ wrong }) => ({ wrong: wrong + 1 }),
  CodeSpent: () => ({ code: undefined }),
  CodeExpired: () => ({ code: undefined }),
  SignedIn: (context, event) => ({ ...opened(context, event), code: undefined }),
  Admitted: opened,
  SignedOut: ({ sessions }, { session }) => ({ sessions: sessions.filter((each) => each.session !== session) }),
  SignedOutEverywhere: () => ({ sessions: [] }),
  AddressNamed: (_, { address }) => ({ address }),
  IdentityTied: (context, { identity, holders, at }) => ({
    identities: [...without(context, identity), { identity, holders, tied: at }].slice(-IDENTITIES),
  }),
  IdentityUntied: (context, { identity }) => ({
    identities: without(context, identity),
    sessions: context.sessions.filter((each) => each.identity !== identity),
  }),
}

function lastHour({ asked }: Context, { hourBefore }: { hourBefore: string }): string[] {
  return asked.filter((at) => at > hourBefore)
}

/** The other accounts that are tied. */
function without({ identities = [] }: Context, identity: string) {
  return identities.filter((each) => each.identity !== identity)
}

/** Beside what is still open. */
function opened({ sessions }: Context, event: WithMetadata<SessionOpening>): Partial<Context> {
  const { at, session, until, own, identity } = event
  const open = sessions.filter((each) => each.until > at)
  return { sessions: [...open, { session, until, own, begun: at, ...(identity && { identity }) }].slice(-SESSIONS) }
}

const types: Types<Context, Event> = {}
const machineSetup = setup({ types, guards: rules, actions: { evolve: assign(evolving(evolve)) } })
const { to, inPlace } = transitions(rules, "OFFICE")

const always = {
  Admitted: inPlace("IDENTITY_UNKNOWN"),
  SignedOut: inPlace(),
  SignedOutEverywhere: inPlace(),
  IdentityTied: inPlace(),
  IdentityUntied: inPlace(),
} satisfies Transitions<typeof machineSetup>

export const machine = machineSetup.createMachine({
  id: "session",
  context: { sent: false, wrong: 0, asked: [], sessions: [] },
  initial: "new",
  states: {
    new: {
      meta: { public: false },
      on: {
        CodeAsked: to("codeOut", "TOO_MANY_CODES"),
        LinkMade: to("codeOut"),
        Admitted: to("codeless", "IDENTITY_UNKNOWN"),
        AddressNamed: to("codeless"),
      },
    },
    codeOut: {
      tags: "awaited",
      meta: { holder: "nobody", deadline: "CodeExpired" },
      on: {
        ...always,
        CodeAsked: inPlace("TOO_MANY_CODES"),
        LinkMade: inPlace(),
        CodeSent: inPlace(),
        CodeRefused: inPlace(),
        CodeSpent: to("codeless"),
        CodeExpired: elapsed("codeless"),
        SignedIn: to("codeless"),
      },
    },
    codeless: {
      tags: "settled",
      meta: { holder: "nobody" },
      on: {
        ...always,
        CodeAsked: to("codeOut", "TOO_MANY_CODES"),
        LinkMade: to("codeOut"),
        AddressNamed: inPlace(),
      },
    },
  },
})

/** The past-tense events a command comes to, for nobody's eyes but those who run the record. */
export function decide({ context }: View<Context>, command: Command): Event[] {
  const hidden = { visibility: "restricted" } as const
  if (command.type !== "signIn") return [eventOf<Event>(commands, command, hidden)]
  const { session, until, own } = command
  if (!context.code || opens(context.code, command)) return [{ type: "SignedIn", session, until, own, ...hidden }]
  const refused: Event = { type: "CodeRefused", ...hidden }
  return context.wrong + 1 < TRIES ? [refused] : [refused, { type: "CodeSpent", ...hidden }]
}

/** Whether what was shown opens: the code anywhere, the link in the browser that asked or, handed over, in any. */
function opens(
  asked: NonNullable<Context["code"]>,
  { code, link, browser }: Extract<Command, { type: "signIn" }>,
): boolean {
  if (code !== undefined) return code === asked.code
  return link === asked.link && (asked.browser === undefined || browser === asked.browser)
}

/** A code ends at its instant. A session does too, and nothing needs to be recorded for that. */
export function deadlines(view: View<Context>): UpcomingDeadline<Event>[] {
  const { code } = view.context
  return metaOf(view).deadline && code
    ? [{ at: code.until, event: { type: "CodeExpired", visibility: "restricted" } }]
    : []
}
