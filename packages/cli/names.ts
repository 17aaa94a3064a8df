import { calledIn, type Language, translateDynamic } from "@demarche/i18n"
import { endpoints } from "./contract.ts"
import { CliError } from "./exits.ts"
import { request } from "./request.ts"
import type { Session } from "./transport.ts"

/** What an office, a party or a person is called. */
export function nameIn(language: Language, names: ReadonlyMap<string, string>, id: string): string {
  return names.get(id) ?? translateDynamic(language, `offices.${id}`)
}

/** The names of a plan's ids: offices as its rules of procedure call them, parties, meetings and, where the caller may see them, people. */
export async function namesIn(session: Session, plan: string): Promise<ReadonlyMap<string, string>> {
  try {
    const { body } = await request(session, endpoints.plan(plan))
    const { parties, meetings, people, procedure } = body
    const titles = Object.entries(procedure.offices)
    return new Map([
      ...titles.flatMap(([office, title]) =>
        title?.[session.language] ? [[office, title[session.language] ?? office] as const] : [],
      ),
      ...[...parties, ...meetings].map((each) => [each.id, calledIn(session.language, each)] as const),
      ...(people ?? []).flatMap(({ id, name }) => (name ? [[id, name] as const] : [])),
    ])
  } catch (error) {
    if (error instanceof CliError && error.exit === "unknown") return new Map()
    throw error
  }
}
