import { readImport } from "@demarche/http/importRoutes"
import type { ImportReading } from "@demarche/http/responses"
import { translate } from "@demarche/i18n"
import type { StateName } from "@demarche/workflows/stateNames"
import { ImportFaults } from "../importFaults.tsx"
import type { Page } from "../page.ts"
import { href, type Visit } from "../visit.ts"

/** How far the import of a plan is, and what came of it, for the operator. @throws ProblemError `unknown` where there is none. */
export async function progressPage(visit: Visit, id: string): Promise<Page> {
  const { application, language } = visit
  const reading = await readImport(application, `import:${id}`, language)
  const { state } = reading
  const isThere = state === ("finished" satisfies StateName<"import">)
  const isRefused = state === ("refused" satisfies StateName<"import">)
  const title = translate(
    language,
    isThere ? "start.progress.there" : isRefused ? "start.progress.not" : "start.progress.title",
  )
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p class="hint">{translate(language, "start.step", { number: 1 })}</p>
        {isThere ? (
          <Finished visit={visit} reading={reading} />
        ) : isRefused ? (
          <Refused visit={visit} reading={reading} />
        ) : (
          <>
            <p>{translate(language, "start.progress.done", { done: reading.done, of: reading.of })}</p>
            <p>
              <a class="main" href={href(visit, "/start", { import: id })}>
                {translate(language, "start.progress.again")}
              </a>
            </p>
          </>
        )}
      </>
    ),
  }
}

function Finished({ visit, reading }: { visit: Visit; reading: ImportReading }) {
  const { language } = visit
  const { plan, counts, warnings } = reading
  return (
    <>
      <p>{translate(language, "start.progress.counts", counts)}</p>
      <p>
        <a class="main" href={href(visit, `/start/${plan}`)}>
          {translate(language, "start.progress.next")}
        </a>
      </p>
      {warnings.length > 0 && (
        <>
          <h2>{translate(language, "start.progress.warnings")}</h2>
          <ul>
            {warnings.map(({ line, note }) => (
              <li>{translate(language, "start.progress.warning", { line, note })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Refused({ visit, reading }: { visit: Visit; reading: ImportReading }) {
  const { language } = visit
  return (
    <>
      <p class="error">{translate(language, "start.progress.whyNot")}</p>
      <ImportFaults language={language} reading={reading} />
      <p class="acts">
        <a href={href(visit, "/start")}>{translate(language, "start.progress.back")}</a>
      </p>
    </>
  )
}
