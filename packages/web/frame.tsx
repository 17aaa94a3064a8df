import { isolated, languageText, officeText, translate } from "@demarche/i18n"
import { languages } from "@demarche/workflows/languages"
import { isLive, NewsLine, NewsScript } from "./live/newsLine.tsx"
import { mandateText, shortened } from "./names.ts"
import { LETTERS_ADDRESS, type Page, planPath, sectionsOf, standsAlone } from "./page.ts"
import { PastBanner, PastForm } from "./pastControls.tsx"
import { SendingScript } from "./sending/sendingButton.tsx"
import { STYLE_ADDRESS } from "./style.ts"
import { href, type PlanVisit, type Visit } from "./visit.ts"
import { Original } from "./written.tsx"

/** A page in its frame, as a whole HTML document. */
export function document(visit: Visit, page: Page): string {
  return `<!doctype html>\n${(<Frame visit={visit} page={page} />).toString()}`
}

interface Framed {
  visit: Visit
  page: Page
}

function Frame({ visit, page }: Framed) {
  const { language, past } = visit
  const { plan, title } = page
  const live = isLive(visit, page)
  const alone = standsAlone(visit)
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{[title, plan && isolated(plan.title), "Demarche"].filter(Boolean).join(" – ")}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={STYLE_ADDRESS} />
        {live && <NewsScript />}
        {page.records && <SendingScript />}
      </head>
      <body class={alone ? "alone" : past ? "past" : undefined}>
        <a class="skip" href="#content">
          {translate(language, "frame.skip")}
        </a>
        {alone ? <TopAlone visit={visit} page={page} /> : <Top visit={visit} page={page} />}
        <main id="content">
          {live && <NewsLine visit={visit} page={page} />}
          {past && <PastBanner visit={visit} past={past} zone={plan?.zone} />}
          {page.main}
        </main>
        {!alone && <Foot visit={visit} page={page} />}
      </body>
    </html>
  )
}

/** What stands above a page that leads nowhere else: whose it is, and the same in the other languages. */
function TopAlone({ visit, page: { plan } }: Framed) {
  return (
    <header>
      <div class="row">
        <p class="quiet">{plan ? <bdi lang={plan.titleLang}>{shortened(plan.title)}</bdi> : "Demarche"}</p>
        <Languages visit={visit} />
      </div>
    </header>
  )
}

function Top({ visit, page }: Framed) {
  const { language, visitor } = visit
  const { plan } = page
  return (
    <header>
      <div class="row">
        <p>
          <a href={href(visit, "/")}>Demarche</a>
          {plan && (
            <>
              {" · "}
              <a href={href(visit, planPath(plan.id))} lang={plan.titleLang}>
                <bdi>{plan.title}</bdi>
              </a>{" "}
              <Original language={language} lang={plan.titleLang} />
            </>
          )}
        </p>
        <Languages visit={visit} />
      </div>
      {plan && (
        <nav aria-label={translate(language, "frame.sectionsOf")}>
          <ul>
            {sectionsOf(plan).map((section) => (
              <li>
                <a
                  href={href(visit, planPath(plan.id, section))}
                  aria-current={page.section === section ? "page" : undefined}
                >
                  {translate(language, `frame.sections.${section}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div class="row">
        <p>
          {plan && <ActingAs visit={visit} plan={plan} />}
          {visitor.signedIn ? (
            <>
              <a href={href(visit, "/me")}>{translate(language, "frame.mine")}</a>
              {" · "}
              <a href={href(visit, "/sign-out")}>{translate(language, "frame.signOut")}</a>
            </>
          ) : (
            <a href={href(visit, "/sign-in", { to: visit.path })}>{translate(language, "frame.signIn")}</a>
          )}
        </p>
        <PastForm visit={visit} zone={page.plan?.zone} />
      </div>
    </header>
  )
}

/** In which office the reader acts here, where they hold one, and the way to another of theirs. */
function ActingAs({ visit, plan }: { visit: Visit; plan: PlanVisit }) {
  const { language } = visit
  const { reader, mandates } = plan
  return (
    <>
      {reader.by && `${translate(language, "frame.as", { mandate: mandateText(language, plan, reader.by) })} `}
      {mandates.length > 1 && (
        <a href={href(visit, `/plans/${plan.id}/as`)}>{translate(language, "frame.actOtherwise")}</a>
      )}
      {(reader.by || mandates.length > 1) && " · "}
    </>
  )
}

/** The same page in the other languages. */
function Languages({ visit }: { visit: Visit }) {
  const { language, path, query } = visit
  return (
    <nav aria-label={translate(language, "frame.languages")}>
      <ul>
        {languages.map((each) => (
          <li>
            <a
              href={href({ language: each, query }, path, query)}
              lang={each}
              hreflang={each}
              aria-current={each === language ? "true" : undefined}
            >
              {languageText(each, each)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const foot = ["help", "accessibility", "privacy", "record"] as const

function Foot({ visit, page }: Framed) {
  const { language, trial } = visit
  const { plan } = page
  return (
    <footer>
      <ul aria-label={translate(language, "frame.foot.title")}>
        {plan && (
          <li>
            {translate(language, "frame.foot.contact", {
              office: officeText(language, "secretariat", plan.procedure.offices),
            })}
          </li>
        )}
        {foot.map((each) => (
          <li>
            <a href={href(visit, `/${each}`)}>{translate(language, `frame.foot.${each}`)}</a>
          </li>
        ))}
        {trial && (
          <li>
            <a href={href(visit, "/clock")}>{translate(language, "frame.foot.clock")}</a>
          </li>
        )}
        {trial?.outbox && (
          <li>
            <a href={LETTERS_ADDRESS}>{translate(language, "frame.foot.letters")}</a>
          </li>
        )}
      </ul>
    </footer>
  )
}
