const VOICE = /^(office:[A-Za-z]{1,40}|person:[a-z0-9][a-z0-9-]{0,63})$/

/** A voice's id without what kind of voice it is: of "office:secretariat" and "person:ada" what stands behind the colon. */
export function bareId(voice: string): string {
  return VOICE.test(voice) ? voice.slice(voice.indexOf(":") + 1) : voice
}
