import { expect, test } from "vitest"
import { type File, sources } from "./files.ts"
import { names } from "./names.ts"
import { roomOf } from "./rooms.ts"

/** Names that only we understood, and what the field calls the thing. A first letter may be small or capital. */
const retired: [old: string, standard: string][] = [
  ["house houseOf", "Application, createApplication"],
  ["act ask actAsEngine answer SYSTEM", "execute, CommandRequest, executeAsSystem, SYSTEM_ACTOR"],
  ["vouched", "mandateImplied"],
  ["lore loreOf rememberPlans planLore", "planSnapshot, PlanCache"],
  ["surroundings", "ReactionContext"],
  ["heard", "commitFromMessage"],
  ["told toldIn telling", "notifyingEvent, notifyingEvents"],
  ["manner manners occasion", "NotificationRule"],
  ["waiting waitingOf envelope envelopesOf", "QueuedNotification, Batch, batch"],
  ["matter matterOf tidy", "LetterContent, contentOf, sanitize"],
  ["errand signErrand", "ActionLink, ActionToken, signActionToken"],
  ["compose dateFile", "renderLetter, icsAttachment"],
  ["post wiredPost", "MailSettings, mail"],
  ["hooks hooksOf resting", "webhooks, backoff"],
  ["callWebhook callWebhooks announce callAgain queueCalls", "deliver, dispatch, retryDeliveries, enqueueMissing"],
  ["announceAgain", "republish"],
  ["followUp", "catchUp"],
  ["passedOver passedOverIn", "onSkipped"],
  ["against failing", "verifyCheckpoint, CheckpointFault"],
  ["later EVER timer", "fromNow, MAX_INSTANT, timeBudget"],
  ["lot", "jitter"],
  ["titles rowContext", "planNames, contextOfRow"],
  ["doors door keyDoor tokenDoor caller", "authentication, Authenticator, apiKeyAuth, jwtAuth, Env"],
  ["seldom", "lazy"],
  ["moment", "asOf"],
  ["place readPlace", "cursor"],
  ["wiring wired wiredBus wiredHooks wiredRecord wiredVault once vault", "composition, getX, memo, checkpointBucket"],
  ["guest ways rest", "oneShotHost, HostOptions"],
  ["bell ring", "Signal, notify, recentCommandIds"],
  ["happening", "EventWithMetadata"],
  ["case given", "EventMetadata, GuardArgs, Attempt"],
  ["standing standingAsOf", "loadState, StreamState, loadStateAsOf"],
  ["settle elapse tellable TIME", "recordElapsed, elapsedDeadlines, assertReplayable, TIME_QUEUE"],
  ["liftTexts lifted there forget", "extractTexts, ExtractedTexts, assertTextsExist, eraseUnused"],
  ["through inTurn atOnce", "eachInTurn, eachInParallel"],
  ["forms formsOf oneOf known payload", "schemas, WorkflowSchemas, union, defined, readsPayload"],
  ["backstage rowless announced reacting", "adminOnlyStreams, unprojectedStreams, webhookStreams, reactingEvents"],
  ["watched", "openItems, OpenItem"],
  ["concerned whose", "PersonalFilter"],
  ["loops ids stated", "cycles, identifiers, Annotated"],
  ["way reach inSession held mustHold heldStore", "transport, connect, withSession, DirectStore, openDirect"],
  ["saying trouble conclude verdict", "messages, CliError, reportVerification"],
  ["words sentence phrase", "i18n, translate, translateDynamic"],
  ["cast stage", "actors, fixture"],
]
const standard = new Map(retired.flatMap(([old, now]) => old.split(" ").map((name) => [name, now])))

/** Such a name in another sense than the retired one, and why it stays. */
const otherwise: Record<string, string> = {
  "packages/engine/testing/scenario.ts Given": "given, when, then",
  "packages/event-store/ports.ts Known": "a leaf whose value its reader may know",
  "packages/http/operations.ts known": "a read by a known person",
  "packages/http/operations.ts post": "the HTTP method",
  "packages/http/webhookRoutes.ts known": "a stream must be known",
  "packages/mail/letterHtml.tsx Words": "somebody's own words, shown in a letter",
  "packages/mail/plainText.ts words": "somebody's own words, in a letter's plain text",
  "packages/server/demoAct.ts held": "an event that was held",
  "tests/simulate/steps.ts way": "the way of a document",
}

/** Names that more than one file may give: each workflow has its own, and the engine says what they have in common. */
const repeated = ["Command", "Event", "Context"]

const small = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

/** The retired names that files bear or declare: in a room all of them, in a test what it exports. */
function retiredIn(files: File[]): { name: string; place: string }[] {
  return files.flatMap((file) => {
    const old = names(file).filter(({ name, kind, exported }) => {
      const counts = exported || (roomOf(file.path) && kind !== "value")
      return counts && kind !== "component" && (standard.has(name) || standard.has(small(name)))
    })
    const places = [...new Set(old.map(({ name }) => name))].map((name) => ({ name, place: `${file.path} ${name}` }))
    return places.filter(({ place }) => !(place in otherwise))
  })
}

/** Types, schemas and components that two files of the rooms name alike: what begins with a capital and goes on in small. */
function repeatedIn(files: File[]): { name: string; paths: string[] }[] {
  const found = new Map<string, Set<string>>()
  for (const file of files.filter(({ path }) => roomOf(path) && !path.includes("/examples/"))) {
    for (const { name, kind } of names(file)) {
      const counts = kind !== "file" && /^[A-Z]\w*[a-z]/.test(name) && !repeated.includes(name)
      if (counts) found.set(name, (found.get(name) ?? new Set()).add(file.path))
    }
  }
  return [...found].flatMap(([name, paths]) => (paths.size > 1 ? [{ name, paths: [...paths] }] : []))
}

test("no file bears, and nothing is declared by, a name that only we understood", () => {
  const found = retiredIn(sources())
  expect(found.map(({ name, place }) => `${place}: ${standard.get(name) ?? standard.get(small(name))}`)).toEqual([])
})

test("no type, schema or component has its name in two files", () => {
  const found = repeatedIn(sources())
  expect(found.map(({ name, paths }) => `${name}: ${paths.join(", ")}`)).toEqual([])
})

test("what is excepted is there", () => {
  const places = sources().flatMap((file) => names(file).map(({ name }) => `${file.path} ${name}`))
  expect(Object.keys(otherwise).filter((place) => !places.includes(place))).toEqual([])
})

const planted: [path: string, text: string, ...names: string[]][] = [
  ["packages/cli/way.ts", "", "way"],
  ["packages/http/a.ts", "export interface Door {}", "Door"],
  ["packages/http/a.ts", "type Errand = string", "Errand"],
  ["packages/http/a.ts", "export async function seldom() {}", "seldom"],
  ["packages/http/a.ts", "const seldom = () => 1", "seldom"],
  ["packages/http/a.ts", "export const EVER = 1", "EVER"],
  ["packages/http/a.ts", "const a = 1\nexport { a as lore }", "lore"],
  ["packages/http/a.ts", "const told = 1\nexport const b = () => {\n  const told = 2\n  return told\n}"],
  ["packages/http/a.ts", 'import { told } from "./b.ts"\nexport const doorsOfOthers = told'],
  ["tests/http/a.ts", "export const lore = 1", "lore"],
  ["tests/http/a.ts", "function told() {}"],
  ["tests/http/telling.test.ts", "", "telling"],
]

test.each(planted)("in %s: %s", (path, text, ...names) => {
  expect(retiredIn([{ path, text }]).map(({ name }) => name)).toEqual(names)
})

test.each([
  ["export interface Sheet {}", "type Sheet = string", ["Sheet"]],
  ["export const Sheet = z.object({})", "export const Sheet = z.string()\nexport type Sheet = string", ["Sheet"]],
  ["function Sheet() {}", "const components = { schemas: { Sheet: schema(a) } }", ["Sheet"]],
  ["export class Sheet extends Error {}", "export class Paper extends Error {}", []],
  ["export const SHEET = 1\nexport const sheet = 1", "export const SHEET = 1\nexport const sheet = 1", []],
  ["export type Event = string", "export type Event = number", []],
])("%s beside %s", (one, other, names) => {
  const files = [
    { path: "packages/mail/a.ts", text: one },
    { path: "packages/http/a.ts", text: other },
    { path: "tests/http/a.ts", text: one },
  ]
  expect(repeatedIn(files).map(({ name }) => name)).toEqual(names)
})
