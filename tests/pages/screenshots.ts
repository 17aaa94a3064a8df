import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { languages } from "@demarche/workflows/languages"
import { openBrowser } from "./chromium.ts"
import { send } from "./look.ts"
import { type Look, looks, pasts, problems } from "./looks.ts"
import { demoSite, newSite } from "./sites.ts"

/** `npm run screenshots`: every page in every language, narrow and wide, in `dist/pages`, to be looked at; `--only`, `--dark`. */
const { values, positionals } = parseArgs({
  options: { only: { type: "string", default: "" }, dark: { type: "boolean", default: false } },
  allowPositionals: true,
})
const folder = positionals[0] ?? "dist/pages"
mkdirSync(folder, { recursive: true })

const sites = { demo: await demoSite(), new: await newSite() }
const browser = await openBrowser()
const asked = [...Object.values(looks).flat(), ...problems, ...pasts].filter(({ at }) => at.includes(values.only))
for (const language of languages)
  for (const width of [360, 1280])
    for (const look of asked) {
      const context = await browser.newContext({
        viewport: { width, height: width === 360 ? 740 : 800 },
        colorScheme: values.dark ? "dark" : "light",
        ...(look.as && { extraHTTPHeaders: { Authorization: `Bearer demo:${look.as}` } }),
      })
      const page = await context.newPage()
      await page.goto(`${sites[look.on ?? "demo"].url}/${language}${look.at}`)
      await send(page, look)
      await page.screenshot({ path: join(folder, `${nameOf(look)}.${language}.${width}.png`), fullPage: true })
      await context.close()
    }
await browser.close()
await Promise.all(Object.values(sites).map((site) => site.stop()))
process.stdout.write(`Screenshots are in ${folder}\n`)

function nameOf({ at, as = "nobody", on = "demo", sent }: Look): string {
  return [at, as.split(":")[0], on, ...(sent ? ["sent"] : [])]
    .join("-")
    .replaceAll(/[^\w.]+/g, "-")
    .replace(/^-/, "")
}
