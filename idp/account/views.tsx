import { Form } from '../../shared/html/form.tsx'
import { ButtonLink, Facts, Notice } from '../../shared/html/parts.tsx'
import { formatDate, formatInstant, type Lang, parisDate } from '../../shared/i18n.ts'
import type { App } from '../clients/service.ts'
import { AppTile, Data, hostOf } from '../consent/pieces.tsx'
import type { Connected, tell } from '../consent/service.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import type { Account } from './service.ts'
import { texts } from './texts.ts'

export interface HomeProps {
  readonly shell: AreaShell
  readonly account: Account
  readonly portal: App
  /** how many apps of others see something */
  readonly connected: number
  /** signing in takes a second step */
  readonly isConfirmed: boolean
}

/** One's BMW ID: who one is, and where one may go from here. */
export function homePage({ shell, account, portal, connected, isConfirmed }: HomeProps) {
  const t = texts[shell.frame.lang].home
  const confirmed = <span class="soft"> ({t.confirmed})</span>
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <p class="lead">{t.lead}</p>
      <section class="stack">
        <h2>{t.who}</h2>
        <Facts
          items={[
            { term: t.name, value: <bdi>{`${account.givenName} ${account.familyName}`}</bdi> },
            {
              term: t.email,
              value: (
                <>
                  <bdi>{account.email}</bdi>
                  {confirmed}
                </>
              ),
            },
            { term: t.language, value: t.languages[account.lang] },
          ]}
        />
        <p>
          <a href={paths.profile()}>
            {t.edit}
            <span class="visually-hidden"> ({t.profile})</span>
          </a>
        </p>
      </section>
      <div class="tiles">
        <Tile href={portal.startAddress} title={t.portal(portal.name)} text={t.portalText} />
        <Tile href={paths.security()} title={t.security} text={t.securityText(isConfirmed)} />
        <Tile href={paths.sessions()} title={t.sessions} text={t.sessionsText} />
        <Tile href={paths.activity()} title={t.activity} text={t.activityText} />
        <Tile href={paths.connectedApps()} title={t.connected} text={t.connectedText(connected)} />
        <Tile href={paths.myData()} title={t.data} text={t.dataText} />
        {shell.places.apps && <Tile href={shell.places.apps} title={t.apps} text={t.appsText} />}
      </div>
      <div class="actions">
        <ButtonLink href={shell.places.signOut} quiet>
          {t.signOut}
        </ButtonLink>
        <ButtonLink href={paths.signOutEverywhere()} quiet>
          {t.everywhere}
        </ButtonLink>
      </div>
    </AreaPage>
  )
}

function Tile({ href, title, text }: { href: string; title: string; text: string }) {
  return (
    <a class="tile" href={href}>
      <span class="tile__title">{title}</span> <span class="tile__text">{text}</span>
    </a>
  )
}

/** An app, and what it sees in words. */
export interface ListedApp extends Omit<Connected, 'permission'> {
  readonly sees: Awaited<ReturnType<typeof tell>>
}

export interface ConnectedProps {
  readonly shell: AreaShell
  readonly apps: readonly ListedApp[]
  /** the name of an app that has just lost its access */
  readonly withdrawn: string | undefined
}

export function connectedPage({ shell, apps, withdrawn }: ConnectedProps) {
  const t = texts[shell.frame.lang].connected
  return (
    <AreaPage {...shell} title={t.title} current="account">
      {withdrawn !== undefined && (
        <Notice tone="good" live>
          <p>{t.withdrawn(withdrawn)}</p>
        </Notice>
      )}
      {apps.length > 0 ? (
        <>
          <p class="lead">{t.lead}</p>
          <div class="connected">
            {apps.map((listed) => (
              <AppCard key={listed.app.id} listed={listed} lang={shell.frame.lang} />
            ))}
          </div>
          <p class="soft">{t.effect}</p>
        </>
      ) : (
        <div class="empty">
          <p class="empty__text">{t.none}</p>
          <p>{t.noneHint}</p>
        </div>
      )}
      <p class="soft">{t.ours}</p>
      <p>
        <a href={paths.account()}>{t.back}</a>
      </p>
    </AreaPage>
  )
}

function AppCard({ listed, lang }: { listed: ListedApp; lang: Lang }) {
  const t = texts[lang].connected
  const { app, sees, givenAt, changedAt, usedAt } = listed
  const date = (at: number): string => formatDate(lang, parisDate(at))
  return (
    <article class="card app-card">
      <div class="app-head">
        <AppTile name={app.name} logo={app.logo} />
        <div>
          <h2>{app.name}</h2>
          <p class="soft">
            <bdi>{hostOf(app.site)}</bdi>
          </p>
        </div>
      </div>
      <section class="stack stack--close">
        <h3>{t.sees}</h3>
        <Data items={sees} lang={lang} />
      </section>
      <div class="stack">
        <Facts
          items={[
            { term: t.since, value: date(givenAt) },
            ...(date(changedAt) === date(givenAt) ? [] : [{ term: t.changed, value: date(changedAt) }]),
            { term: t.used, value: formatInstant(lang, usedAt) },
          ]}
        />
        <Form action={paths.connectedApps()}>
          <input type="hidden" name="client_id" value={app.id} />
          <button class="button button--quiet" type="submit">
            {t.withdraw}
            <span class="visually-hidden">{t.of(app.name)}</span>
          </button>
        </Form>
      </div>
    </article>
  )
}
