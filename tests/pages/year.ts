import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core"
import { PLAN } from "../http/world.ts"
import { type Reader, readerAt, signsIn } from "./reader.ts"
import type { Year } from "./sites.ts"

/** The year of the plan in its stories 1 to 9, played by persons in a browser each, by keyboard and letters alone. */

const desk = { viewport: { width: 1000, height: 700 } }
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

/** Who plays, and before what; some have no script. */
const cast = {
  isu: { script: true, at: desk },
  cameroon: { address: "coordinator-cameroon", script: false, at: desk },
  austria: { address: "coordinator-austria", script: true, at: desk },
  "thematic-a": { script: false, at: phone },
  presidency: { script: true, at: desk },
  "focal-point": { script: true, at: desk },
} satisfies Record<string, { address?: string; script: boolean; at: BrowserContextOptions }>
type Name = keyof typeof cast

interface Player extends Reader {
  /** Opens an item, or another page of ours, by its address; signs in where that has ended. */
  opens(place: string): Promise<void>
  /** Records an act on an item, and says what the receipt is called. */
  records(item: string, act: string, ...said: (readonly [string, string])[]): Promise<string>
  /** Follows the link of that name in the newest letter to them that has it, with those words in its subject. */
  follows(about: string, link: string): Promise<void>
  /** What the page says in its main part. */
  reads(): Promise<string>
}

/** Plays the year; resolves to what went wrong, and to the keystrokes of the objection. */
export async function playYear(
  browser: Browser,
  script: string,
  year: Year,
): Promise<{ faults: string[]; objecting: string[] }> {
  const contexts: BrowserContext[] = []
  const players = new Map<Name, Player>()
  for (const [name, { script: scripted, at, ...of }] of Object.entries(cast)) {
    const context = await browser.newContext({
      ...at,
      locale: "en-GB",
      javaScriptEnabled: scripted,
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const address = `${"address" in of ? of.address : name}@demarche.example`
    players.set(name as Name, playerAt(readerAt(page, script, { runs: scripted }), year, address))
  }
  const as = (name: Name) => players.get(name) as Player
  const objecting: string[] = []
  const faults: string[] = []
  for (const [name, story] of Object.entries(storiesOf(as, year, objecting)))
    await story().catch((error: Error) =>
      faults.push(
        `${name}: ${error.message.split("\n")[0]}; ${[...players.values()].map(({ page, pressed }) => `${page.url()} ${pressed.slice(-3)}`).join(" | ")}`,
      ),
    )
  await Promise.all(contexts.map((context) => context.close()))
  return { faults, objecting }
}

function playerAt(reader: Reader, year: Year, address: string): Player {
  const { page, leads, fills } = reader
  const reads = () => page.evaluate<string>("document.querySelector('main').innerText")
  const player: Player = {
    ...reader,
    reads,
    async opens(place) {
      await page.goto(`${year.url}${place.startsWith("/") ? place : `/en/items/${PLAN}.${place}`}`)
      if ((await page.getByRole("link", { name: "Sign in" }).count()) === 0) return
      await signsIn(reader, year, address).catch(unlessCrowded)
      await player.opens(place)
    },
    async records(item, act, ...said) {
      await player.opens(item)
      await leads(act)
      await fills(...said)
      await leads("Check what will be recorded")
      await leads("Record it")
      return (await page.locator("h1").textContent()) ?? ""
    },
    async follows(about, link) {
      const pattern = new RegExp(`<a [^>]*href="([^"]*)"[^>]*>\\s*${link}`)
      const theirs = (await year.letters()).filter(
        ({ to, subject }) => to.address === address && subject.includes(about),
      )
      const [href] = theirs.flatMap(({ html }) => html.match(pattern)?.[1] ?? [])
      if (!href) throw new Error(`no letter to ${address} about ${about} has the link “${link}”`)
      const { pathname, search } = new URL(href.replaceAll("&amp;", "&"))
      await page.goto(`${year.url}${pathname}${search}`)
    },
  }
  return player
}

/** Ten a minute may come in from one network, and all players are behind one: whoever is refused for that comes again. */
function unlessCrowded(error: Error): void {
  if (!error.message.includes("Too many requests")) throw error
}

/** Fails unless that is said. */
async function says(player: Player, ...said: string[]): Promise<void> {
  const text = (await player.reads()).replaceAll(/\s+/g, " ")
  for (const each of said)
    if (!text.includes(each)) throw new Error(`${player.page.url()} does not say “${each}”: ${text}`)
}

/** Slow 3G from now on, as browsers emulate it; counts the pages that are loaded over it. */
async function overSlowNetwork({ page }: Player): Promise<{ pages: number }> {
  const loaded = { pages: 0 }
  const network = await page.context().newCDPSession(page)
  const [latency, throughput] = [2_000, 50_000] // milliseconds, bytes a second
  await network.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput },
  })
  page.on("load", () => {
    loaded.pages += 1
  })
  return loaded
}

/** Fails unless the button is in the window as it stands when nothing was scrolled. */
async function isInSight({ page }: Player, button: string): Promise<void> {
  const box = await page.getByRole("button", { name: button }).boundingBox()
  const scrolled = await page.evaluate<number>("scrollY")
  const { height } = phone.viewport
  if (!box || scrolled !== 0 || box.y + box.height > height)
    throw new Error(`“${button}” is at ${box?.y} of ${height}, after scrolling by ${scrolled}`)
}

/** The button by which a form asks for more, once it is said what it is about. */
const asked = ["Show what else is asked", "pressed"] as const

/** The fold of a form in which it is said when, on what mandate and for whom. */
const folded = ["When, on what mandate", "open"] as const

function storiesOf(as: (name: Name) => Player, year: Year, objecting: string[]): Record<string, () => Promise<void>> {
  const [isu, cameroon, austria, delegate, presidency, adviser] = (
    ["isu", "cameroon", "austria", "thematic-a", "presidency", "focal-point"] as const
  ).map(as) as [Player, Player, Player, Player, Player, Player]

  /** The checks of the reference points, each by whose it is. */
  async function checked(): Promise<void> {
    await austria.records("t2-a2", "Record a check", ["Which check", "Gender marker"], asked, [
      "The marker",
      "significant",
    ])
    await austria.records("t2-a2", "Record a check", ["Which check", "Lausanne"], asked, ["The actions", "1, 10"])
    await checkedAnew("Name the communities.")
  }
  /** Those that each draft asks for anew. */
  async function checkedAnew(advice: string): Promise<void> {
    await adviser.records("t2-a2", "Record a check", ["Which check", "Gender focal"], asked, [
      "The advice, in words",
      advice,
    ])
    for (const each of [austria, isu])
      await each.records("t2-a2", "Record a check", ["Which check", "The plan’s own constraint"])
  }
  /** Fails unless they have had a letter about the consultation since it was opened, as it `is`. */
  async function isReminded(name: string, is: boolean): Promise<void> {
    const letters = (await year.letters()).filter(
      ({ to, subject }) => to.address.startsWith(`${name}@`) && subject.includes("t1-a1"),
    )
    const later = letters.some(({ sent }) => sent > "2026-01-20")
    if (later !== is)
      throw new Error(`${name} is ${is ? "not " : ""}reminded: ${letters.map(({ subject }) => subject)}`)
  }
  /** The newest draft is cleared by the secretariat. */
  async function cleared(text: string): Promise<void> {
    await austria.records("t2-a2", "Add a draft", ["The draft", text])
    await austria.records("t2-a2", "Request clearance")
    await isu.records("t2-a2", "Clear the draft")
  }

  return {
    async "1. Import keeps the truth"() {
      await isu.opens(`/en/plans/${PLAN}`)
      await says(isu, "21 activities", "5 outputs")
      await isu.opens("t2-a2")
      await year.at("2025-10-06T15:00:00+02:00")
      await cameroon.records(`/en/plans/${PLAN}`, "Adopt the work plan", folded, [
        "Or in words",
        "Coordination Committee, 6 October 2025",
      ])
    },
    async "2. Q1 consultations"() {
      await year.at("2026-01-12T09:00:00+01:00")
      await cameroon.records(
        "t1-a1",
        "Open a consultation",
        ["Day", "2026-02-13"],
        ["Time", "18:00"],
        ["thematic coordinators", "yes"],
        ["How answers are attributed", "Answers are not"],
      )
      await year.at("2026-01-12T12:00:00+01:00")
      await delegate.follows("t1-a1", "Record input")
      await delegate.fills(["Your text", "Reporting deadlines overlap."], ["I speak for", "yes"])
      await delegate.leads("Record input")
      await isu.opens("t1-a1")
      await says(isu, "1 of 8 invited answered", "Answered: Delegation A")
      await delegate.opens("t1-a1")
      await year.at("2026-02-16T09:00:00+01:00")
      await isReminded("thematic-b", true)
      await isReminded("thematic-a", false)
      await cameroon.records("t1-a1", "Close the consultation", ["Summary", "One answered."])
      await cameroon.records("t1-a1", "Conclude", ["Summary", "A map of issues."])
      await says(cameroon, "t1-a1")
    },
    async "8. Backwards from the 3RC"() {
      await year.at("2026-03-04T10:00:00+01:00")
      for (const [on, from, to, due] of [
        ["2026-03-04T10:00:00+01:00", "2026-09-14", "2026-09-18", "6 July 2026"],
        ["2026-04-09T10:00:00+02:00", "2026-09-21", "2026-09-25", "13 July 2026"],
      ] as const) {
        await year.at(on)
        await presidency.records(
          `/en/plans/${PLAN}`,
          "Move a meeting",
          ["Meeting", "Third Review"],
          ["New first day", from],
          ["New last day", to],
          folded,
          ["Or in words", "The Presidency's letter"],
        )
        await presidency.opens("x-q3-1")
        await says(presidency, due)
      }
    },
    async "9. Request, deferral, supersession, placeholder"() {
      await austria.records(
        "t3-a3",
        "Decide on feasibility",
        ["It is not feasible", ""],
        ["Reason", "No partner has funds."],
      )
      await cameroon.records("t2-3-a2", "Defer", ["Reason", "After the reference points."])
      await cameroon.records("t2-3-a2", "Resume")
      await presidency.records(
        `/en/plans/${PLAN}`,
        "Submit a request",
        ["What is requested", "A background note"],
        ["In detail", "Two pages."],
      )
      await cameroon.opens(`/en/plans/${PLAN}`)
      await cameroon.records(
        "x-q3-3",
        "Expand into activities",
        ["Code", "x-q3-3-1"],
        ["Title", "A side event"],
        ["Kind", "event"],
        folded,
        ["Or in words", "Coordination Committee, 25 June 2026, item 4"],
      )
    },
    async "3. Q2 reference points"() {
      await year.at("2026-04-20T09:00:00+02:00")
      await austria.records(
        "t2-a2",
        "Open a consultation",
        ["Day", "2026-05-08"],
        ["Time", "18:00"],
        ["ISU", "yes"],
        ["thematic coordinators", "yes"],
      )
      await year.at("2026-05-11T09:00:00+02:00")
      await austria.records("t2-a2", "Close the consultation", ["Summary", "Short and non-legalistic."])
      await austria.records("t2-a2", "Begin drafting")
      await cleared("Reference points, version 1")
      await year.at("2026-06-01T10:00:00+02:00")
      await austria.opens("t2-a2")
      await says(austria, "not met")
      await checked()
      await austria.records("t2-a2", "Circulate", ["Day", "2026-06-08"], ["Time", "18:00"])
      await year.at("2026-06-05T15:00:00+02:00")
      const loaded = await overSlowNetwork(delegate)
      await delegate.follows("t2-a2", "Object")
      delegate.pressed.length = 0
      await delegate.fills(["Your text", "Paragraph 3 goes too far."], ["I speak for", "yes"])
      await isInSight(delegate, "Object")
      await delegate.leads("Object")
      if (loaded.pages !== 2) throw new Error(`loads ${loaded.pages} pages after the tap in the letter`)
      objecting.push(...delegate.pressed)
      await year.at("2026-06-08T09:00:00+02:00")
      await cleared("Reference points, version 2")
      await checkedAnew("Well said.")
      await year.at("2026-06-12T11:00:00+02:00")
      await delegate.records("t2-a2", "Withdraw an objection")
      await austria.records("t2-a2", "Circulate", ["Day", "2026-06-19"], ["Time", "18:00"])
    },
    async "4. The scheduler is dead"() {
      await year.at("2026-06-19T18:05:00+02:00", "late")
      for (const each of [isu, delegate]) {
        await each.opens("t2-a2")
        await says(each, "Agreed")
      }
    },
    async "5. The objection in the mailbox"() {
      await year.at("2026-06-19T18:20:00+02:00", "late")
      await isu.records(
        "t2-a2",
        "Correct the outcome",
        ["The objection", "Paragraph 3 goes too far."],
        folded,
        ["On behalf of", "Delegation A"],
        ["Day", "2026-06-19"],
        ["Time", "17:50"],
        ["By what it came", "E-mail"],
      )
      await says(isu, "Recorded as t2-a2")
      await isu.opens("t2-a2")
      await says(isu, "broken")
    },
    async "6. Edit during silence"() {
      await year.at("2026-06-22T10:00:00+02:00")
      await cleared("Reference points, version 3")
      await checkedAnew("Well said.")
      await austria.records("t2-a2", "Resolve an objection", ["How it was resolved", "Paragraph 3 is taken out."])
      await austria.records("t2-a2", "Circulate", ["Day", "2026-06-29"], ["Time", "18:00"])
      await year.at("2026-06-23T10:00:00+02:00")
      await austria.records(
        "t2-a2",
        "Add a draft",
        ["The draft", "Reference points, version 4"],
        ["The silence procedure that is running", "yes"],
        ["Reason", "A typing error."],
      )
      await year.at("2026-06-23T12:00:00+02:00")
      await delegate.follows("t2-a2", "Object")
      await says(delegate, "Reference points, version 3", "newer")
    },
    async "7. Workshop and dependency"() {
      await austria.records("x-q1-4", "Begin drafting")
      await austria.records("x-q1-4", "Record a milestone", ["Stage", "prepared"])
      await austria.opens("x-q1-4")
      await says(austria, "overdue")
      await austria.records(
        "x-q2-3",
        "Say that it comes later",
        ["What is waited for", "publication"],
        ["Expected on", "2026-08-15"],
      )
      await austria.records(
        "x-q2-3",
        "End a wait",
        ["What is waited for", "publication"],
        ["Reason", "It was published."],
      )
    },
  }
}
