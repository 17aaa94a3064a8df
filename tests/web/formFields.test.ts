import { createApplication, workflowOf } from "@demarche/application/application"
import { forPeople } from "@demarche/application/possibleTransitions"
import { memoryStore } from "@demarche/event-store/memory/memoryStore"
import { TransitionBody } from "@demarche/http/transition"
import { fieldText, translateDynamic } from "@demarche/i18n"
import { fieldsOfAmendment } from "@demarche/web/decide/amendment"
import { commandOfForm } from "@demarche/web/decide/formCommand"
import { type FormField, type FormValues, fieldsOfForm, inputId } from "@demarche/web/decide/formFields"
import { languages } from "@demarche/workflows/languages"
import { CarriedChange, changesPlan } from "@demarche/workflows/ownItems"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import * as z from "zod"

const application = createApplication(memoryStore(), () => "2026-06-01T08:00:00.000Z")

/** Every command that people may take, but for the one by which a plan file alone begins a plan; an amendment has a form of its own. */
const commands = (["activity", "output", "request", "plan"] as const).flatMap((kind) =>
  [...workflowOf(application, kind).commands]
    .filter(([name]) => forPeople(kind, name) && !["propose", "proposeAmendment"].includes(name))
    .map(([name, schema]) => ({ kind, name, schema })),
)

/** The fields of a form with nothing in it, and with each value that decides what else is asked. */
function everyField({ name, schema }: { name: string; schema: z.ZodType }): FormField[] {
  const fields = fieldsOfForm({ name, schema }, {})
  const deciding = fields.filter(({ path }) => /^rules\.\d+\.kind$/.test(path))
  const more = deciding.flatMap(({ path, input }) =>
    input.is === "options" ? input.options.flatMap((each) => fieldsOfForm({ name, schema }, { [path]: [each] })) : [],
  )
  return [...fields, ...more]
}

test.each(commands)("$kind $name asks for all that it needs, each by a name in both languages", (command) => {
  const fields = everyField(command)
  const { required = [] } = z.toJSONSchema(command.schema, { io: "input", unrepresentable: "any" })
  const asked = new Set(fields.map(({ path }) => path.split(".")[0]))
  expect(required.filter((each) => each !== "type" && !asked.has(each))).toEqual([])
  expect(fields.filter(({ path }) => /^(form\b|token$)/.test(path))).toEqual([])
  for (const language of languages)
    expect(fields.filter(({ path }) => fieldText(language, command.name, path) === path)).toEqual([])
})

test("an amendment asks of each change that it may carry what its command asks, and each has a name in both languages", () => {
  const [which] = fieldsOfAmendment(application, {})
  const changes = which?.input.is === "options" ? which.input.options : []
  const carried = CarriedChange.shape.of.options.flatMap((of) =>
    CarriedChange.shape.name.options.flatMap((name) => (changesPlan(of, name) ? [`${of}.${name}`] : [])),
  )
  expect(changes).toEqual(carried)
  for (const change of changes) {
    const [kind = "", name = ""] = change.split(".")
    const schema = workflowOf(application, kind).commands.get(name) ?? z.never()
    const fields = fieldsOfAmendment(application, { "changes.0.change": [change] }).filter((each) => each.change === 1)
    const own = fields.filter(({ path }) => path.startsWith("changes.0.fields."))
    expect(own.map(({ called }) => called?.path)).toEqual(fieldsOfForm({ name, schema }, {}).map(({ path }) => path))
    expect(fields.some(({ path }) => path === "changes.0.item")).toBe(kind !== "plan")
    for (const language of languages) {
      const label = ({ path, called }: FormField) =>
        fieldText(language, called?.act ?? "proposeAmendment", called?.path ?? path)
      expect(fields.filter((field) => label(field) === (field.called?.path ?? field.path))).toEqual([])
      expect(translateDynamic(language, `decide.changes.${change}`)).not.toContain("decide.changes")
    }
  }
})

test("so does what every command may say beside", () => {
  const paths = fieldsOfForm({ name: "", schema: TransitionBody }, {}).map(({ path }) => path)
  expect(paths.map((path) => path.split(".")[0])).toEqual(expect.arrayContaining(Object.keys(TransitionBody.shape)))
  for (const language of languages) expect(paths.filter((path) => fieldText(language, "", path) === path)).toEqual([])
})

const zone = "Europe/Zurich"
const read = (name: string, kind: string, form: FormValues) => {
  const schema = workflowOf(application, kind).commands.get(name) ?? z.never()
  return commandOfForm(fieldsOfForm({ name, schema }, form), form, zone)
}

test("a form is read as its command says: numbers, lists, parts, ticks; what is empty is left out", () => {
  expect(read("object", "activity", { paragraphs: ["3, 5 ; 7"], text: [" It goes too far. "], extra: ["x"] })).toEqual({
    command: { paragraphs: ["3", "5", "7"], text: "It goes too far." },
    faults: [],
  })
  expect(
    read("recordCheck", "activity", { "check.of": ["lap"], "check.actions": ["1, 2"], text: [""] }).command,
  ).toEqual({
    check: { of: "lap", actions: [1, 2] },
  })
  expect(
    read("expandPlaceholder", "activity", {
      "children.0.code": ["a"],
      "children.0.title": ["A"],
      "children.0.kind": ["event"],
      "children.1.code": [""],
      "children.2.code": ["b"],
    }).command,
  ).toEqual({ children: [{ code: "a", title: "A", kind: "event" }, { code: "b" }] })
  expect(read("decideFeasibility", "activity", { feasible: ["no"] }).command).toEqual({ feasible: false })
  expect(read("addDraft", "activity", { text: ["T"], languages: ["en", "fr"], confirmVoid: ["yes"] }).command).toEqual({
    text: "T",
    languages: ["en", "fr"],
    confirmVoid: true,
  })
})

test("hours are those of the plan; one that the clock skips, or shows twice, is asked about", () => {
  const until = (day: string, time: string, offset = "") =>
    read("circulate", "activity", { "until.day": [day], "until.time": [time], "until.offset": [offset] })
  expect(until("2026-06-08", "18:00")).toEqual({ command: { until: "2026-06-08T18:00" }, faults: [] })
  expect(until("2026-03-29", "02:30").faults).toEqual([{ path: "until", reason: "gap" }])
  expect(until("2026-10-25", "02:30").faults).toEqual([
    { path: "until", reason: "twice", offsets: ["+02:00", "+01:00"] },
  ])
  expect(until("2026-10-25", "02:30", "+01:00").command).toEqual({ until: "2026-10-25T02:30:00+01:00" })
  expect(until("2026-06-08", "").faults).toEqual([{ path: "until", reason: "time" }])
  expect(until("", "18:00").faults).toEqual([{ path: "until", reason: "day" }])
  expect(until("8 June", "18:00").faults).toEqual([{ path: "until", reason: "day" }])
})

test("whatever a form holds is read or told of, and nothing throws", () => {
  const names = fc.oneof(
    fc.constantFrom("text", "until", "until.day", "until.time", "rules.0.kind", "rules.99.on", "check.of", "round"),
    fc.string(),
  )
  const forms = fc.dictionary(
    names,
    fc.array(fc.oneof(fc.string(), fc.constantFrom("2026-06-08", "meeting", "-1")), { maxLength: 3 }),
  )
  void fc.assert(
    fc.property(fc.constantFrom(...commands), forms, ({ name, schema }, form) => {
      const { command, faults } = commandOfForm(fieldsOfForm({ name, schema }, form), form, zone)
      expect(Object.keys(command)).not.toContain("type")
      expect(faults.every(({ path }) => path !== "")).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test("no two inputs of a form have one id, nor what describes one of them, however its fields are called", async () => {
  const path = fc.array(fc.constantFrom("a", "b", "1", "-", ".", "hint"), { minLength: 1, maxLength: 6 })
  const shown = fc.record({ path: path.map((parts) => parts.join("")), part: fc.constantFrom("", "-hint", "-1") })
  const idOf = ({ path, part }: { path: string; part: string }) => `${inputId(path)}${part}`
  await fc.assert(
    fc.property(shown, shown, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other))
      expect(idOf(one)).not.toBe(idOf(other))
    }),
    {
      examples: [
        [
          { path: "a.b", part: "" },
          { path: "a-b", part: "" },
        ],
      ],
      numRuns: 2_000,
    },
  )
})
