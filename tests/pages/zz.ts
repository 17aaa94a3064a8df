import { browserScript, openBrowser } from "./chromium.ts"
import { yearSite } from "./sites.ts"
import { playYear } from "./year.ts"

const year = await yearSite()
const browser = await openBrowser()
const t = Date.now()
console.log(await playYear(browser, await browserScript(), year), Date.now() - t)
await browser.close()
process.exit(0)
