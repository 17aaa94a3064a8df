import { voiceIn } from "@demarche/workflows/terms"

/** A voice's id without what kind of voice it is: of "office:secretariat" and "person:ada" what stands behind the colon. */
export function bareId(voice: string): string {
  const [, id] = voiceIn(voice)
  return id
}
