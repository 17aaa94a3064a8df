import { statuses, type tell } from "@demarche/http/problem"
import { translate } from "@demarche/i18n"
import type { Page } from "./page.ts"
import { partsOf } from "./problemParts.ts"
import { href, type Visit } from "./visit.ts"

/** Who asks without being signed in is told the same of what is hidden and of what is not there. */
const HIDDEN = ["unknown", "unauthenticated", "forbidden"]

/** The page of a problem: what it is, what the rules say, where to go. */
export function problemPage(visit: Visit, { problem, reference }: ReturnType<typeof tell>): Page {
  const { language, visitor } = visit
  const { code } = problem
  const status = statuses[code]
  if (HIDDEN.includes(code) && !visitor.signedIn) return { ...hiddenPage(visit), status }
  const { failing, errors } = partsOf(problem)
  const [title, text] =
    code === "unknown"
      ? [
          translate(language, "guide.problem.unknownSignedIn.title"),
          translate(language, "guide.problem.unknownSignedIn.text"),
        ]
      : [translate(language, `problems.${code}.title`), translate(language, `problems.${code}.detail`, { reference })]
  const reasons = [
    ...failing.map(({ sentence }) => sentence),
    ...errors.map(({ path, message }) => [path, message].join(translate(language, "marks.colon"))),
  ]
  return {
    title,
    status,
    main: (
      <>
        <h1>{title}</h1>
        <p>{text}</p>
        {reasons.length > 0 && (
          <ul aria-label={translate(language, "guide.problem.failing")}>
            {reasons.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        )}
        {reference && <p>{translate(language, "guide.problem.reference", { reference })}</p>}
        <p class="acts">
          <a href={href(visit, "/")}>{translate(language, "guide.problem.home")}</a>
        </p>
      </>
    ),
  }
}

function hiddenPage(visit: Visit): Page {
  const { language } = visit
  const title = translate(language, "guide.problem.unknown.title")
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        <p>{translate(language, "guide.problem.unknown.text")}</p>
        <p class="acts">
          <a href={href(visit, "/sign-in", { to: visit.path })}>
            {translate(language, "guide.problem.unknown.signIn")}
          </a>
        </p>
      </>
    ),
  }
}
