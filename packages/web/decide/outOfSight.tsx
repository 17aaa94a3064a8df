import { ownName } from "./formFields.ts"
import type { SentForm } from "./sentForm.ts"

/** What a form says of itself: its key, the mandate it acts by and, where it is checked against that, the version it was made at. */
export function OutOfSight({ of: { key, as, version } }: { of: Pick<SentForm, "key" | "as" | "version"> }) {
  return (
    <>
      <input type="hidden" name={ownName("key")} value={key} />
      {as && <input type="hidden" name={ownName("as")} value={as} />}
      {version !== undefined && <input type="hidden" name={ownName("version")} value={version} />}
    </>
  )
}
