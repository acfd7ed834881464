import type { ComponentChildren } from 'preact'
import { Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import { formatDate, formatInstant, type Lang, parisDate } from '../../shared/i18n.ts'
import type { CodesState, Factor } from '../factors/service.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { PasskeysPart } from '../passkeys/card.tsx'
import type { Keepers, Passkey } from '../passkeys/service.ts'
import { paths } from '../paths.ts'
import { type Told, texts } from './texts.ts'

export interface HomeProps {
  readonly shell: AreaShell
  readonly factors: readonly Factor[]
  readonly codes: CodesState
  /** when an operator's decision takes them away */
  readonly resetDueAt: number | undefined
  readonly passkeys: readonly Passkey[]
  readonly keepers: Keepers | undefined
  readonly mayAddPasskey: boolean
  readonly told: Told | undefined
  readonly mayAdd: boolean
  /** the app that asked for a second factor, now that there is one */
  readonly waiting: { readonly app: string; readonly href: string } | undefined
}

/** How one signs in, a part for each way. */
export function securityPage(props: HomeProps) {
  const { shell, factors, codes, resetDueAt, told, mayAdd, waiting } = props
  const { lang } = shell.frame
  const t = texts[lang].home
  return (
    <AreaPage {...shell} title={t.title} current="account">
      {told && (
        <Notice tone={told === 'full' ? 'warn' : 'good'} live>
          <p>{t.told[told]}</p>
        </Notice>
      )}
      {waiting && (
        <Notice tone="good">
          <p>{t.waiting(waiting.app)}</p>
        </Notice>
      )}
      {waiting && (
        <div class="actions">
          <ButtonLink href={waiting.href}>{t.goOn(waiting.app)}</ButtonLink>
        </div>
      )}
      {resetDueAt !== undefined && (
        <Notice tone="warn">
          <p>{t.reset(formatInstant(lang, resetDueAt))}</p>
        </Notice>
      )}
      <p class="lead">{t.lead}</p>
      <Part title={t.password} text={t.passwordText}>
        <p>
          <a href={paths.changePassword()}>{t.passwordAct}</a>
        </p>
      </Part>
      <PasskeysPart lang={lang} passkeys={props.passkeys} keepers={props.keepers} mayAdd={props.mayAddPasskey} />
      <AppsPart lang={lang} factors={factors} mayAdd={mayAdd} />
      <Part title={t.codes} text={factors.length > 0 ? t.codesText(codes.left) : t.noCodes}>
        {factors.length > 0 && (
          <p>
            <a href={paths.recoveryCodes()}>{t.codesAct}</a>
          </p>
        )}
      </Part>
      <p>
        <a href={paths.account()}>{t.back}</a>
      </p>
    </AreaPage>
  )
}

function Part({ title, text, children }: { title: string; text: string; children: ComponentChildren }) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  )
}

function AppsPart({ lang, factors, mayAdd }: { lang: Lang; factors: readonly Factor[]; mayAdd: boolean }) {
  const t = texts[lang].home
  const apps = factors.filter(({ kind }) => kind === 'app')
  return (
    <Part title={t.apps} text={t.appsText}>
      {apps.length === 0 && <p class="soft">{t.none}</p>}
      {apps.length > 0 && (
        <ul class="stack">
          {apps.map((app) => (
            <AppEntry key={app.id} lang={lang} app={app} />
          ))}
        </ul>
      )}
      {mayAdd && (
        <div class="actions">
          <ButtonLink href={paths.newAuthenticator()} quiet>
            {t.add}
          </ButtonLink>
        </div>
      )}
    </Part>
  )
}

function AppEntry({ lang, app }: { lang: Lang; app: Factor }) {
  const t = texts[lang].home
  return (
    <li class="entry entry--act">
      <div>
        <p>
          <strong>
            <bdi>{app.name}</bdi>
          </strong>
        </p>
        <p class="soft">{t.added(formatDate(lang, parisDate(app.addedAt)))}</p>
        <p class="soft">{app.usedAt === undefined ? t.neverUsed : t.used(formatInstant(lang, app.usedAt))}</p>
      </div>
      <p>
        <ButtonLink href={paths.removeAuthenticator(app.id)} quiet>
          {t.remove}
          <span class="visually-hidden">{t.of(app.name)}</span>
        </ButtonLink>
      </p>
    </li>
  )
}

interface RemovalProps {
  readonly shell: AreaShell
  readonly app: Factor
  readonly isLast: boolean
}

/** Asks before it is done. */
export function removalPage({ shell, app, isLast }: RemovalProps) {
  const t = texts[shell.frame.lang].removal
  return (
    <AreaPage {...shell} title={t.title(app.name)} current="account">
      <p>{t.text}</p>
      {isLast && (
        <Notice tone="warn">
          <p>{t.last}</p>
        </Notice>
      )}
      <p>{t.undo}</p>
      <Form action={paths.removeAuthenticator(app.id)}>
        <div class="actions">
          <button class="button" type="submit">
            {t.act}
          </button>
          <ButtonLink href={paths.security()} quiet>
            {t.keep}
          </ButtonLink>
        </div>
      </Form>
    </AreaPage>
  )
}
