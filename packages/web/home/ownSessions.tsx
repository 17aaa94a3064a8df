import type { OpenSession, Sessions } from "@demarche/application/sessions/sessions"
import type { OpenId } from "@demarche/http/openId"
import { instantText, translate } from "@demarche/i18n"
import { ISSUER_ADDRESS } from "../page.ts"
import { Form } from "../signIn/signInForms.tsx"
import { href, type Visit } from "../visit.ts"

/** Where the address of whoever reads is signed in, and by which accounts of the issuer; nothing for whom no session lets in. */
export async function OwnSessions({ visit, zone }: { visit: Visit; zone: string }) {
  const { visitor, entrance, past } = visit
  const { sessions, openId } = entrance
  const { session } = visitor
  if (!sessions || !session || past) return <></>
  return (
    <>
      <SessionList visit={visit} zone={zone} open={await sessions.ofAddress(session.address)} here={session} />
      {openId && !visitor.operator && (
        <Accounts {...{ visit, zone, openId }} tied={await sessions.identities.tiedTo(session.address)} />
      )}
    </>
  )
}

interface InZone {
  visit: Visit
  zone: string
}

function SessionList({ visit, zone, open, here }: InZone & { open: OpenSession[]; here: OpenSession }) {
  const { language } = visit
  const shown = (instant: string) => instantText(language, instant, zone)
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{translate(language, "mine.sessions.title")}</h2>
      <ul class="list">
        {open.map(({ session, begun, until, own }) => (
          <li>
            {session === here.session && <strong>{translate(language, "mine.sessions.here")}</strong>}{" "}
            {translate(language, "mine.sessions.term", { begun: shown(begun), until: shown(until) })}{" "}
            {own && <small>{translate(language, "mine.sessions.own")}</small>}
            <Form visit={{ ...visit, query: {} }} action="/me/sessions">
              <button type="submit" name="session" value={session}>
                {translate(language, "mine.sessions.end")}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form visit={{ ...visit, query: {} }} action="/sign-out">
        <button type="submit" name="everywhere" value="yes">
          {translate(language, "signIn.everywhere")}
        </button>
      </Form>
    </section>
  )
}

function Accounts({
  visit,
  zone,
  openId,
  tied,
}: InZone & { openId: OpenId; tied: Awaited<ReturnType<Sessions["identities"]["tiedTo"]>> }) {
  const { language, visitor, query } = visit
  const issuer = openId.name
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{translate(language, "mine.accounts.title", { issuer })}</h2>
      {query.account === "tied" && (
        <p class="banner" role="status">
          {translate(language, "mine.accounts.tied", { issuer })}
        </p>
      )}
      {query.account === "elsewhere" && (
        <p class="error" role="alert">
          {translate(language, "mine.accounts.elsewhere", { issuer })}
        </p>
      )}
      <p>{translate(language, tied.length === 0 ? "mine.accounts.none" : "mine.accounts.some", { issuer })}</p>
      <ul class="list">
        {tied.map(({ identity, tied: at }) => (
          <li>
            {translate(language, "mine.accounts.since", { since: instantText(language, at, zone) })}
            <Form visit={{ ...visit, query: {} }} action="/me/identities">
              <button type="submit" name="untie" value={identity}>
                {translate(language, "mine.accounts.untie")}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <p class="acts">
        <a href={href({ language, query: {} }, ISSUER_ADDRESS, { token: visitor.formToken })}>
          {translate(language, "mine.accounts.tie", { issuer })}
        </a>
      </p>
    </section>
  )
}
