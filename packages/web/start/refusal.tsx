import type { ProblemError } from "@demarche/http/problem"
import { type Language, translate } from "@demarche/i18n"
import { CodeText } from "../importFaults.tsx"
import { partsOf } from "../problemParts.ts"

/** Whether what was typed is at fault, so that its form is shown again; everything else has a page of its own. */
export function isRefusal({ code }: ProblemError): boolean {
  return code === "invalid" || code === "rejected"
}

/** What is to be mended of a form, each with its place where it has one. */
export function FormRefusal({
  language,
  problem,
  title,
}: {
  language: Language
  problem: ProblemError
  title: string
}) {
  const { failing, errors } = partsOf(problem)
  const reasons = [
    ...failing.map(({ sentence }) => sentence),
    ...errors.map(({ path, message, line, column }) =>
      line === undefined || column === undefined
        ? [path, message].filter(Boolean).join(translate(language, "marks.colon"))
        : translate(language, "start.plan.at", { line, column, path: path || undefined, message }),
    ),
  ]
  return (
    <div role="alert" id="refusal">
      <p class="error">{title}</p>
      <ul>
        {reasons.map((reason) => (
          <li>
            <bdi>
              <CodeText text={reason} />
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  )
}
