import { mixesAlphabets } from '../../shared/foreign-name.ts'
import { Form } from '../../shared/html/form.tsx'
import { safeLink } from '../../shared/html/links.ts'
import { Facts, Notice } from '../../shared/html/parts.tsx'
import type { Account } from '../account/service.ts'
import type { AppFacts } from '../clients/service.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { AppTile, Data, hostOf } from './pieces.tsx'
import { texts } from './texts.ts'
import type { Datum } from './words.ts'

export interface ConsentProps {
  readonly shell: Shell
  readonly uid: string
  readonly app: AppFacts
  /** where the browser goes afterwards: an origin or a scheme */
  readonly destination: string | undefined
  readonly account: Account
  /** what it asks for, and what of its request it has been allowed before */
  readonly fresh: readonly Datum[]
  readonly known: readonly Datum[]
}

/** Whose app it is stands before what it wants: by its address, because anybody may take any name. */
export function consentPage({ shell, uid, app, destination, account, fresh, known }: ConsentProps) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.title(app.name)}>
      <div class="app-head">
        <AppTile name={app.name} logo={app.logo} />
        <p class="lead">{t.lead(app.name)}</p>
      </div>
      {!app.firstParty && <Stranger {...{ shell, app, destination }} />}
      <Form action={paths.consent(uid)}>
        <Who account={account} lang={shell.frame.lang} />
        <section class="stack stack--close">
          <h2>{t.fresh}</h2>
          <Data items={fresh} lang={shell.frame.lang} />
        </section>
        {known.length > 0 && (
          <section class="stack stack--close">
            <h2>{t.known}</h2>
            <Data items={known} lang={shell.frame.lang} />
          </section>
        )}
        {!app.firstParty && <p class="soft">{t.later}</p>}
        <div class="actions">
          <button class="button" type="submit" name="answer" value="allow">
            {t.allow}
          </button>
          <button class="button button--quiet" type="submit" name="answer" value="refuse">
            {t.refuse}
          </button>
        </div>
      </Form>
    </Page>
  )
}

function Stranger({ shell, app, destination }: Pick<ConsentProps, 'shell' | 'app' | 'destination'>) {
  const t = texts[shell.frame.lang]
  const [site, goesTo] = [hostOf(app.site), destination && (hostOf(destination) ?? destination)]
  const links = [
    [safeLink(app.policy), t.policy(app.name)],
    [safeLink(app.terms), t.terms(app.name)],
  ] as const
  return (
    <>
      <Notice tone="info">
        <p>{t.notOurs}</p>
        {mixesAlphabets(app.name) && <p>{t.mixed}</p>}
      </Notice>
      <Facts
        items={[
          ...(goesTo === undefined ? [] : [{ term: t.destination, value: <bdi>{goesTo}</bdi> }]),
          ...(site === goesTo ? [] : [{ term: t.site, value: site === undefined ? t.none : <bdi>{site}</bdi> }]),
        ]}
      />
      {links.some(([href]) => href !== undefined) && (
        <ul class="app-links">
          {links.map(
            ([href, words]) =>
              href !== undefined && (
                <li key={words}>
                  <a href={href} rel="noreferrer">
                    {words}
                  </a>
                </li>
              ),
          )}
        </ul>
      )}
    </>
  )
}

function Who({ account, lang }: { account: Account; lang: Shell['frame']['lang'] }) {
  const t = texts[lang]
  return (
    <div class="who">
      <p>
        {t.signedInAs[account.civility]}{' '}
        <strong>
          <bdi>
            {account.givenName} {account.familyName}
          </bdi>
        </strong>{' '}
        (<bdi>{account.email}</bdi>).
      </p>
      <p class="who__other">
        {t.notYou}{' '}
        <button class="button button--link" type="submit" name="answer" value="another">
          {t.another}
        </button>
      </p>
    </div>
  )
}
