import { generateKeyPairSync, sign } from "node:crypto"
import { cpSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { createApplication } from "@demarche/application/application"
import { signCheckpoint } from "@demarche/application/audit/signCheckpoint"
import { Checkpoint } from "@demarche/application/audit/verifyCheckpoint"
import { type Commit, seal, type UnsealedCommit } from "@demarche/event-store"
import { sqliteStore } from "@demarche/event-store/sqlite/sqliteStore"
import { originOf } from "@demarche/workplan"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { cli, PLAN, PLAN_FILE, type Ran, temporary } from "./console.ts"

const folder = temporary()
const [sound, data] = [join(folder.path, "sound"), join(folder.path, "data")]
const path = (name: string) => join(folder.path, name)
const AT = "2026-11-24T08:00:00.000Z"
const ACTIVITY = `activity:${PLAN}.t1-a3`

/** A pair as docs/deploy.md has openssl make it; the public half in a file. */
function pair(name: string): string {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  writeFileSync(path(`${name}.pub`), publicKey.export({ type: "spki", format: "pem" }))
  return String(privateKey.export({ type: "pkcs8", format: "pem" }))
}

let privateKey: string
let kept: Checkpoint

beforeAll(async () => {
  const at = (...argv: string[]) => cli([...argv, "--data", sound])
  const as = ["--office", "coordinator", "--party", "austria"]
  expect(await at("plan", "import", PLAN_FILE)).toMatchObject({ code: 0 })
  expect(await at("activity", "do", `${PLAN}.t1-a3`, "cancel", "--reason", "gone", ...as)).toMatchObject({ code: 0 })
  privateKey = pair("checkpoint")
  writeFileSync(path("checkpoint.pem"), privateKey)
  await using store = sqliteStore(sound)
  kept = await signCheckpoint(createApplication(store, () => AT).world, privateKey)
})
beforeEach(() => {
  rmSync(data, { recursive: true, force: true })
  cpSync(sound, data, { recursive: true })
})
afterAll(folder.remove)

/** The record held against a checkpoint, by the key of that name. */
function held(against: unknown = kept, ...more: string[]): Promise<Ran> {
  const file = path("checkpoint.json")
  writeFileSync(file, typeof against === "string" ? against : JSON.stringify(against))
  return cli(["verify", "--data", data, "--checkpoint", file, "--key", path("checkpoint.pub"), ...more])
}

const sql = (statement: string) => {
  using db = new DatabaseSync(join(data, "events.db"))
  return db.prepare(statement).all()
}

const commits = () => Number(sql("SELECT count(*) AS stored FROM commits")[0]?.stored)
/** The version at which the stream stood when the checkpoint was made. */
const headOf = (stream: string) => Number(kept.heads.find((head) => head.startsWith(`${stream} `))?.split(" ")[1])

/** The stream's commits rewritten from version 1 by `change`, each sealed anew with the salts it had, and stored: no chain tells. */
function rechain(stream: string, change: (commit: Commit) => void): void {
  let prev: string | null = null
  for (const { body } of sql(`SELECT body FROM commits WHERE stream = '${stream}' ORDER BY version`)) {
    const commit: Commit = JSON.parse(String(body))
    change(commit)
    const salts = [...commit.events, commit.origin].map(({ salt }) => salt)
    const { hash, events, origin, ...rest } = commit
    const draft: UnsealedCommit = { ...rest, prev, events: events.map(({ value }) => value), origin: origin.value }
    const sealed = seal(draft, () => salts.shift() ?? "")
    prev = sealed.hash
    using db = new DatabaseSync(join(data, "events.db"))
    db.prepare("UPDATE commits SET body = ? WHERE stream = ? AND version = ?").run(
      JSON.stringify(sealed),
      stream,
      sealed.version,
    )
  }
}

describe("a record that stands as it was", () => {
  test("is told so, with the checkpoint's instant", async () => {
    expect(await held()).toEqual({
      code: 0,
      out: `Intact: ${commits()} commits in 28 streams.\nAs at the checkpoint of ${AT}: all of its 28 streams stand.\n`,
      err: "",
    })
    expect((await held(kept, "--lang", "fr")).out).toContain("point de contrôle du 2026-11-24")
  })

  test("as JSON it names the checkpoint", async () => {
    expect(JSON.parse((await held(kept, "--json")).out)).toMatchObject({
      commits: commits(),
      findings: [],
      checkpoint: { at: AT, streams: 28 },
    })
  })

  test("what was recorded since is not held against it", async () => {
    const before = commits()
    const as = ["--office", "coordinator", "--party", "austria", "--data", data]
    await cli(["activity", "do", `${PLAN}.t2-a2`, "cancel", "--reason", "gone too", ...as])
    expect(await held()).toMatchObject({ code: 0, out: expect.stringContaining(`Intact: ${before + 1} commits`) })
  })
})

describe("a record that does not", () => {
  test("a stream that was made anew, hashes and all: its chain verifies, the checkpoint finds it", async () => {
    rechain(ACTIVITY, (commit) => {
      originOf(commit).by.person = "somebody-else"
    })
    const views = `demarche: 1 finding\n  ${ACTIVITY}@1 is shown otherwise in the views`
    expect(await cli(["verify", "--data", data])).toMatchObject({ code: 1, err: expect.stringContaining(views) })
    await cli(["views", "rebuild", "--data", data])
    expect(await cli(["verify", "--data", data])).toMatchObject({ code: 0 })
    expect(await held()).toEqual({
      code: 1,
      out: "",
      err: `demarche: 1 finding\n  ${ACTIVITY}@2 was replaced: the checkpoint has another hash\n`,
    })
    expect((await held(kept, "--lang", "fr")).err).toContain(`${ACTIVITY}@2 a été remplacée`)
  })

  test("what was added to it and is dated before, on a stream that was there and on a new one", async () => {
    await using store = sqliteStore(data)
    const late = await signCheckpoint(createApplication(store, () => "2099-01-01T00:00:00.000Z").world, privateKey)
    expect(await held(late)).toMatchObject({ code: 0 })
    const as = ["--office", "coordinator", "--party", "austria", "--data", data]
    await cli(["activity", "do", `${PLAN}.t2-a2`, "cancel", "--reason", "gone before", ...as])
    await cli(["key", "add", "--plan", PLAN, "--label", "scripts", "--office", "observer", "--data", data])
    const { code, err } = await held(late)
    expect(code).toBe(1)
    expect(err).toContain(`activity:${PLAN}.t2-a2: version 2 is dated before the checkpoint and did not stand there`)
    expect(err).toMatch(/ {2}access:\S+: version 1 is dated before the checkpoint/)
    expect((await held(late, "--lang", "fr")).err).toContain("la version 2 est datée d’avant le point de contrôle")
  })

  test("made anew by nothing but the same bytes, it stands", async () => {
    rechain(ACTIVITY, () => {})
    expect(await held()).toMatchObject({ code: 0 })
  })

  test("streams that are shorter, or gone: no chain tells, but the log and the views, and each is named", async () => {
    sql(`DELETE FROM commits WHERE stream = 'plan:${PLAN}' AND version > 18`)
    sql(`DELETE FROM commits WHERE stream = '${ACTIVITY}'`)
    const plain = await cli(["verify", "--data", data])
    expect(plain).toMatchObject({ code: 3, err: expect.stringContaining("place 20 of the log is empty") })
    expect(plain.err).toContain(`plan:${PLAN}@19 is in the views and not in the record`)
    expect(plain.err).toContain(`${ACTIVITY}@1 is in the views and not in the record`)
    const { code, err, out } = await held(kept, "--json")
    expect(code).toBe(3)
    const head = headOf(`plan:${PLAN}`)
    const stood = "which stood there when the checkpoint was made"
    expect(err).toContain(`plan:${PLAN}: versions 19 to ${head} are missing, ${stood}`)
    expect(err).toContain(`${ACTIVITY}: versions 1 to 2 are missing, which stood`)
    const missing = { kind: "truncated", fault: "missing" }
    expect(JSON.parse(out)).toMatchObject({
      checkpoint: { at: AT },
      findings: expect.arrayContaining([
        { ...missing, stream: ACTIVITY, version: 1, until: 2 },
        { ...missing, stream: `plan:${PLAN}`, version: 19, until: head },
      ]),
    })
    expect((await held(kept, "--lang", "fr")).err).toContain(`les versions 19 à ${head} manquent, présentes lors`)
  })

  test("the head itself removed, and the stream gone on since", async () => {
    sql(
      `UPDATE commits SET version = 3, body = json_set(body, '$.version', 3) WHERE stream = '${ACTIVITY}' AND version = 2`,
    )
    expect((await held()).err).toContain(`${ACTIVITY}: version 2 is missing, which stood there`)
  })

  test("one replaced beside one shortened ends as the graver", async () => {
    sql(`DELETE FROM commits WHERE stream = 'plan:${PLAN}' AND version > 18`)
    rechain(ACTIVITY, (commit) => {
      originOf(commit).by.person = "somebody-else"
    })
    const { code, err } = await held()
    expect(code).toBe(1)
    expect(err).toContain(`${ACTIVITY}@2 was replaced`)
    expect(err).toContain(`plan:${PLAN}: versions 19 to ${headOf(`plan:${PLAN}`)} are missing`)
  })

  test("everything removed", async () => {
    sql("DELETE FROM commits")
    const { code, err } = await held()
    expect(code).toBe(3)
    expect(err.match(/missing, which stood there when the checkpoint was made/g)).toHaveLength(28)
  })

  test("what refolding finds is told beside it", async () => {
    sql(`UPDATE commits SET body = replace(body, 'PersonAdded', 'PersonEnded') WHERE stream = 'plan:${PLAN}'`)
    sql(`DELETE FROM commits WHERE stream = '${ACTIVITY}' AND version = 2`)
    const { code, err } = await held()
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining("was altered") })
    expect(err).toContain(`${ACTIVITY}: version 2 is missing`)
  })
})

describe("a checkpoint that does not hold itself says nothing about the record, and ends with 1", () => {
  const [digest, signature] = ["the checkpoint was altered: its digest", "the checkpoint's signature does not hold"]
  const replaced = (heads: string[]) => heads.with(0, heads[0]!.replace(/\S+$/, "x".repeat(43)))

  test.each<[string, (given: Checkpoint) => object, string]>([
    ["a head altered", ({ heads }) => ({ heads: replaced(heads) }), digest],
    ["a head left out", ({ heads }) => ({ heads: heads.slice(1), streams: heads.length - 1 }), digest],
    ["two heads in another order", ({ heads }) => ({ heads: heads.toReversed() }), digest],
    ["another count", ({ streams }) => ({ streams: streams + 1 }), digest],
    ["another instant", () => ({ at: "2026-11-24T09:00:00.000Z" }), signature],
    [
      "another signature",
      () => ({ signature: sign(null, Buffer.from("other"), privateKey).toString("base64url") }),
      signature,
    ],
    ["no signature", () => ({ signature: "" }), signature],
  ])("%s", async (_, change, said) => {
    const { code, out, err } = await held({ ...kept, ...change(kept) })
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toMatch(new RegExp(`^demarche: 1 finding\n  ${said}`))
  })

  test("heads altered and digested anew", async () => {
    await using store = sqliteStore(data)
    const other = await signCheckpoint(
      createApplication({ ...store, events: { ...store.events, async *scan() {} } }, () => AT).world,
      pair("stranger"),
    )
    expect(await held({ ...other, signature: kept.signature })).toMatchObject({
      code: 1,
      err: expect.stringContaining(signature),
    })
  })

  test("the wrong key", async () => {
    pair("other")
    expect(await held(kept, "--key", path("other.pub"), "--json")).toMatchObject({
      code: 1,
      err: expect.stringContaining(signature),
      out: expect.stringContaining('"fault":"signature"'),
    })
  })
})

describe("bad input names the place and the rule, and ends with 2", () => {
  const refused = async (ran: Promise<Ran>, ...said: string[]) => {
    const { code, out, err } = await ran
    expect({ code, out }).toEqual({ code: 2, out: "" })
    for (const each of said) expect(err).toContain(each)
  }

  test("a file that is not there, for either", async () => {
    const [file, key] = ["--checkpoint", "--key"] as const
    const verify = ["verify", "--data", data]
    await refused(
      cli([...verify, file, path("none"), key, path("checkpoint.pub")]),
      "none cannot be read: there is no such file or folder",
    )
    await refused(held(kept, key, path("none")), "none cannot be read: there is no such file or folder")
  })

  test("no checkpoint", async () => {
    const none = "checkpoint.json is no checkpoint:\n  "
    await refused(held("not JSON"), `${none}is not JSON`)
    await refused(held([]), `${none}Invalid input: expected object`)
    await refused(held({ ...kept, heads: ["a 1", ...kept.heads] }), `${none}heads.0: is not “stream version hash”`)
    await refused(held({ ...kept, at: "yesterday" }), `${none}at: UTC with milliseconds`)
    const { err } = await held({ ...kept, heads: kept.heads.map(() => "") })
    expect(err.trimEnd().split("\n")).toHaveLength(6)
    await refused(held("{}", "--lang", "fr"), "n’est pas un point de contrôle :\n  at: UTC")
  })

  test.each([
    ["the private half", () => privateKey],
    [
      "another kind of key",
      () => generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "pem" }),
    ],
    ["no key", () => "-----BEGIN PUBLIC KEY-----\nnone\n-----END PUBLIC KEY-----\n"],
    ["text", () => "an API key"],
  ])("%s in the place of the public key", async (_, given) => {
    writeFileSync(path("given"), given())
    await refused(held(kept, "--key", path("given")), `${path("given")} holds no Ed25519 public key (PEM`)
    await refused(held(kept, "--key", path("given"), "--lang", "fr"), "ne contient pas de clé publique Ed25519")
  })

  test("one of the two without the other", async () => {
    const verify = ["verify", "--data", data]
    await refused(
      cli([...verify, "--checkpoint", path("checkpoint.json")]),
      "--checkpoint FILE and --key PUBLIC.pem go together",
    )
    await refused(cli([...verify, "--key", path("checkpoint.pub")]), "go together")
    await refused(
      cli([...verify, "--checkpoint", "x"], { env: { DEMARCHE_KEY: path("checkpoint.pub") } }),
      "go together",
    )
  })

  test("an export, or a server", async () => {
    const files = ["--checkpoint", path("checkpoint.json"), "--key", path("checkpoint.pub")]
    await refused(cli(["verify", path("export.ndjson"), ...files]), "--checkpoint is for a record at hand")
    await refused(cli(["verify", "--server", "http://127.0.0.1:1", ...files]), "--checkpoint is for a record at hand")
    await refused(
      cli(["verify", path("export.ndjson"), ...files, "--lang", "fr"]),
      "vaut pour un registre que l’on détient",
    )
  })
})

test("its form is what is kept", () => {
  expect(Checkpoint.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
})
