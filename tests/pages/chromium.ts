import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { type Browser, chromium } from "playwright-core"

/** Debian's Chromium, without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  })
}

/** The part of the tests that runs in the browser, as a script that makes `inspection`. */
export async function browserScript(): Promise<string> {
  const built = await build({
    entryPoints: [fileURLToPath(new URL("browser/index.ts", import.meta.url))],
    ...{ bundle: true, minify: true, write: false, format: "iife", globalName: "inspection", platform: "browser" },
  })
  return [...built.outputFiles.map(({ text }) => text), "globalThis.inspection = inspection"].join("\n")
}
