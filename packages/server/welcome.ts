/** The welcome text, with what to try first. */
export function welcome(url: string, demoNow: string | undefined): string {
  if (!demoNow)
    return `\nDemarche listens on ${url}\n  the API  ${url}/api/docs\n  a key    npx demarche key add --label "a program" --office coordinator --party austria --plan PLAN --data DIR\n`
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
