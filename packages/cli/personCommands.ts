import { type Language, translateDynamic } from "@demarche/i18n"
import { endpoints, type PlanPerson } from "./contract.ts"
import { CliError } from "./exits.ts"
import { type Io, paint, say } from "./io.ts"
import { messages } from "./messages.ts"
import { namesIn } from "./names.ts"
import { request } from "./request.ts"
import { withSession } from "./session.ts"
import { languageOf, type Program } from "./settings.ts"
import { table } from "./table.ts"
import { FIELDS, take, withActOptions } from "./transitionCommand.ts"
import type { Session } from "./transport.ts"

/** The commands that change a person: transitions of the plan. */
const changes = {
  add: { transition: "addPerson", does: "add a person to the plan, with their offices (offices=JSON)" },
  update: { transition: "updatePerson", does: "change what a person's entry says: name, address, language, vacation" },
  end: { transition: "endPerson", does: "end all mandates of a person" },
}

const ID = "the plan's id, a point, the person's: ccm-gso-2025-2026.isu"

/** `demarche person`: the people of a plan and their offices. */
export function personCommands(program: Program, io: Io): void {
  const people = program.command("person").description("list the people of a plan, look at one, add, change or end one")

  people
    .command("list")
    .description("a line a person: id, name, offices")
    .requiredOption("--plan <plan>", "the plan's id")
    .action(async ({ plan }, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const items = await peopleOf(session, plan)
        if (session.json) return say(io, JSON.stringify({ items, next: null }))
        const { bold } = paint(io, "out")
        const names = await namesIn(session, plan)
        const rows = items.map(({ id, name, offices }) => [
          { text: id, paint: bold },
          { text: name ?? "" },
          { text: offices.map((held) => officeLine(session.language, held, names)).join("; ") },
        ])
        for (const line of table(rows, 2, io.columns)) say(io, line)
      })
    })

  people
    .command("show")
    .description("one person: name, language, zone, and each office with its days")
    .argument("<id>", ID)
    .action(async (id, _, command) => {
      await withSession(io, command.optsWithGlobals(), async (session) => {
        const { plan, person } = personIn(id, session.language)
        const found = (await peopleOf(session, plan)).find((each) => each.id === person)
        if (!found) throw new CliError("unknown", [messages(session.language).noPerson(person, plan)])
        if (session.json) return say(io, JSON.stringify(found))
        say(io, [paint(io, "out").bold(found.id), found.name, found.language, found.zone].filter(Boolean).join("  "))
        const names = await namesIn(session, plan)
        for (const held of found.offices) say(io, `  ${officeLine(session.language, held, names)}`)
      })
    })

  for (const [name, { transition, does }] of Object.entries(changes))
    withActOptions(people.command(name).description(does).argument("<id>", ID).argument("[fields...]", FIELDS)).action(
      async (id, fields, options, command) => {
        const globals = command.optsWithGlobals()
        const { plan, person } = personIn(id, languageOf(io, globals))
        const place = { workflow: "plan", collection: "plans", id: plan, transition }
        await take(io, globals, { ...place, fields: [...fields, `person=${person}`], options })
      },
    )
}

/** The people of a plan. @throws CliError where they are not for the caller to see. */
async function peopleOf(session: Session, plan: string): Promise<PlanPerson[]> {
  const { people } = (await request(session, endpoints.plan(plan))).body
  if (!people) throw new CliError("forbidden", [messages(session.language).peopleHidden])
  return people
}

/** The plan and the person that an id names. @throws CliError where it names only one. */
function personIn(id: string, language: Language): { plan: string; person: string } {
  const [, plan, person] = id.match(/^([^.]+)\.([^.]+)$/) ?? []
  if (!plan || !person) throw new CliError("unreadable", [`${id}: ${messages(language).personId}`])
  return { plan, person }
}

/** "Coordinator, Austria, 2025-10-01 – 2026-09-30". */
function officeLine(
  language: Language,
  { office, party, track, activity, from, to }: PlanPerson["offices"][number],
  names: ReadonlyMap<string, string>,
): string {
  const title = names.get(office) ?? translateDynamic(language, `offices.${office}`)
  const days = `${from} – ${to ?? ""}`.trim()
  return [title, party && (names.get(party) ?? party), track, activity, days].filter(Boolean).join(", ")
}
