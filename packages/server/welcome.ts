/** What a host over a folder may say beside where it listens. */
interface Beginning {
  /** Where whoever started it comes in to begin. */
  first?: string
  /** The instant at which its clock stands, where that can be moved. */
  onTrial?: string
}

/** What a host over a folder says when it listens. */
export function welcome(url: string, { first, onTrial }: Beginning): string {
  return `
${[
  `Demarche listens on ${url}`,
  ...(first ? ["  begin    by this link, once and within an hour; it is yours alone:", `           ${first}`] : []),
  `  the API  ${url}/api/docs`,
  '  a key    npx demarche key add --label "a program" --office coordinator --party austria --plan PLAN --data DIR',
  ...(onTrial
    ? [
        `  on trial it is ${onTrial}; ${url}/clock moves on`,
        `  letters  ${url}/dev/mail, where those are that would have been sent`,
      ]
    : []),
].join("\n")}
`
}

/** The demo's welcome, with what to try first. */
export function demoWelcome(url: string, demoNow: string): string {
  const activity = `${url}/api/activities/ccm-gso-2025-2026.t2-a2`
  return `
Demarche, demo mode: ${url}
The CCM work plan stands as of ${demoNow}; its first half-year is invented, and nothing is kept.

  Look      ${url}/                 the plan, its activities by state
            ${url}/api/docs         the API
            ${url}/dev/mail         the letters that would have gone out
  Ask       curl -s ${activity}
  Object    curl -s -X POST ${activity}/transitions/object \\
              -H 'Authorization: Bearer demo:thematic-a:thematicCoordinator' -H 'Content-Type: application/json' \\
              -d '{"paragraphs": ["3"], "text": "Paragraph 3 goes too far."}'
  Wait      curl -s -X POST ${url}/api/demo/clock -H 'Content-Type: application/json' -d '{"now": "2026-06-08T18:05:00+02:00"}'
  Look back curl -s '${activity}?asOf=2026-06-02T12:00:00%2B02:00'

Stop with Ctrl-C.
`
}
