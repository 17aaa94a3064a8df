/** What a host over a folder says when it listens; `onTrial` is the instant at which its clock stands, where it can be moved. */
export function welcome(url: string, onTrial: string | undefined): string {
  const tries = onTrial
    ? `  on trial it is ${onTrial}, and POST ${url}/api/demo/clock moves on; no letter is sent\n  letters  ${url}/dev/mail\n`
    : ""
  return `\nDemarche listens on ${url}\n  the API  ${url}/api/docs\n  a key    npx demarche key add --label "a program" --office coordinator --party austria --plan PLAN --data DIR\n${tries}`
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
