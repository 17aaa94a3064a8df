/** A test elsewhere that proves a sentence: its file, from the folder of the tests, and its own title. */
export interface ProvedBy {
  file: string
  test: string
}

/** What is tried to see that a sentence holds: it throws where it does not. */
export type Trial = () => Promise<void>

/** A sentence of the rules by which any body works, in its own words, and what shows that it holds. */
export interface ProbedSentence {
  section: string
  says: string
  probe: Trial | readonly ProvedBy[]
}

/** The sentences of a section, each with its probe: one that is tried here, or the tests that prove it. */
export function section(
  name: string,
  probes: Readonly<Record<string, ProbedSentence["probe"] | ProvedBy>>,
): ProbedSentence[] {
  return Object.entries(probes).map(([says, probe]) => ({
    section: name,
    says,
    probe: typeof probe === "object" && "file" in probe ? [probe] : probe,
  }))
}

/** The test of that title in that file. */
export const proved = (file: string, test: string): ProvedBy => ({ file, test })
