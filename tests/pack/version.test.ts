import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { files, root } from "../house/files.ts"
import { writeVersion } from "./version.ts"

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))

/** What states the version of now, apart from what tells of the past and the versions of others' packages. */
const stating = files()
  .filter(({ path }) => !/^(tests\/fixtures|docs\/api)\/|^CHANGELOG/.test(path))
  .filter(({ text }) => text.includes(`"${version}"`))
  .map(({ path }) => path)

test("one command writes the version everywhere, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "version-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const all = files()
    .map(({ path }) => path)
    .filter((path) => stating.includes(path) || path.endsWith("package.json"))
  for (const path of all) cpSync(join(root, path), join(folder, path))
  const read = (path: string) => readFileSync(join(folder, path), "utf8")

  writeVersion("9.8.7-rc.6", folder)
  expect(stating.filter((path) => path !== "package-lock.json" && read(path).includes(`"${version}"`))).toEqual([])
  expect(stating.filter((path) => !read(path).includes('"9.8.7-rc.6"'))).toEqual([])
  writeVersion(version, folder)
  expect(all.filter((path) => read(path) !== readFileSync(join(root, path), "utf8"))).toEqual([])
})
