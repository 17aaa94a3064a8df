import { parseArgs } from "node:util"
import { browserScript, openBrowser } from "./chromium.ts"
import { look, type Seen } from "./look.ts"
import { allSettings, type Look, looks, pasts, problems, type Setting, settings } from "./looks.ts"
import { demoSite, newSite, yearSite } from "./sites.ts"
import { tellStories } from "./stories.ts"
import { playYear } from "./year.ts"

/** `npm run test:pages`: every page in a browser, by the keyboard alone; `--all` in every language, width and palette. */
const { values } = parseArgs({ options: { all: { type: "boolean", default: false }, only: { type: "string" } } })

/** How many pages are looked at at once. */
const AT_ONCE = 3

const sites = { demo: await demoSite(), new: await newSite() }
const browser = await openBrowser()
const script = await browserScript()
const asked = [...Object.values(looks).flat(), ...problems, ...pasts]
  .filter(({ at }) => !values.only || at.includes(values.only))
  .flatMap((each) => (values.all ? allSettings : settings).map((setting) => ({ look: each, setting })))

const found: { look: Look; setting: Setting; seen: Seen }[] = []
const waiting = [...asked]
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { url } = sites[next.look.on ?? "demo"]
      found.push({ ...next, seen: await look(browser, script, url, next.look, next.setting) })
    }
  }),
)
const untold = await tellStories(browser, script, sites.demo, values.only)
const year = await yearSite()
const played = values.only ? undefined : await playYear(browser, script, year)
await year.stop()
await browser.close()
await Promise.all(Object.values(sites).map((site) => site.stop()))

const faults = [
  ...found.flatMap(({ look, setting, seen }) => seen.faults.map((fault) => `${named(look, setting)}: ${fault}`)),
  ...sameTitles(),
  ...untold,
  ...(played?.faults ?? []),
]
for (const fault of faults.toSorted()) process.stdout.write(`${fault}\n`)
if (played) process.stdout.write(`The objection, from the letter’s link on: ${played.objecting.join(", ")}\n`)
const heaviest = Math.max(0, ...found.map(({ seen }) => seen.bytes))
process.stdout.write(
  `${found.length} looks at ${new Set(asked.map(({ look }) => look.at)).size} addresses, ${faults.length} faults; a first visit loads at most ${(heaviest / 1024).toFixed(1)} KB\n`,
)
process.exit(faults.length > 0 ? 1 : 0)

function named({ at, as, enters, on }: Look, { language, width, colours }: Setting): string {
  return `/${language}${at} ${[as ?? enters ?? "signed out", on, width, colours].filter(Boolean).join(" ")}`
}

/** Pages of different addresses that no title tells apart, in one language. */
function sameTitles(): string[] {
  const plain = found.filter(({ look }) => !look.at.includes("?") && (look.status ?? 200) === 200)
  const byTitle = Map.groupBy(plain, ({ setting, seen }) => `/${setting.language}: “${seen.title}”`)
  return [...byTitle].flatMap(([title, same]) => {
    const addresses = [...new Set(same.map(({ look }) => look.at))]
    return addresses.length > 1 ? [`${title} is the title of ${addresses.join(", ")}`] : []
  })
}
