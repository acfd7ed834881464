import type { ComponentChildren } from 'preact'
import { Form } from '../../shared/html/form.tsx'
import { Notice } from '../../shared/html/parts.tsx'
import { formatInstant, type Lang } from '../../shared/i18n.ts'
import { sayBrowser } from '../browser.ts'
import { AreaPage } from '../frame.tsx'
import type { KnownDevice } from '../login/service.ts'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import type { ListedSession } from './service.ts'
import { type Told, texts } from './texts.ts'

export interface SessionsProps {
  readonly shell: AreaShell
  readonly sessions: readonly ListedSession[]
  readonly devices: readonly KnownDevice[]
  /** the hash by which this browser is known */
  readonly device: string
  readonly told: Told | undefined
}

export const toldOf = (value: string | undefined): Told | undefined =>
  (['ended', 'others', 'forgotten'] as const).find((told) => told === value)

/** Where somebody is signed in, and what each browser is known for. */
export function sessionsPage({ shell, sessions, devices, device, told }: SessionsProps) {
  const { lang } = shell.frame
  const t = texts[lang].list
  return (
    <AreaPage {...shell} title={t.title} current="account">
      {told && (
        <Notice tone="good" live>
          <p>{t.told[told]}</p>
        </Notice>
      )}
      <p class="lead">{t.lead}</p>
      <section class="stack">
        <h2>{t.open}</h2>
        <ul class="stack stack--close">
          {sessions.map((session) => (
            <SessionEntry key={session.key} session={session} lang={lang} />
          ))}
        </ul>
        {sessions.length > 1 && (
          <Form action={paths.endOtherSessions()}>
            <button class="button button--quiet" type="submit">
              {t.others}
            </button>
          </Form>
        )}
        <p class="soft">
          {t.notYou} <a href={paths.changePassword()}>{t.password}</a>
        </p>
      </section>
      {devices.length > 0 && (
        <section class="stack">
          <h2>{t.known}</h2>
          <p>{t.knownText}</p>
          <ul class="stack stack--close">
            {devices.map((known) => (
              <DeviceEntry key={known.id_hash} known={known} isThis={known.id_hash === device} lang={lang} />
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={paths.account()}>{t.back}</a>
      </p>
    </AreaPage>
  )
}

function SessionEntry({ session, lang }: { session: ListedSession; lang: Lang }) {
  const t = texts[lang].list
  const { key, isThis, network, openedAt, seenAt, apps } = session
  const name = capital(sayBrowser(lang, session))
  const facts = [
    openedAt !== undefined && t.since(formatInstant(lang, openedAt)),
    seenAt !== undefined && t.seen(formatInstant(lang, seenAt)),
    network !== undefined && t.network(network),
    apps.length > 0 && t.apps(apps.join(', ')),
  ].filter((fact) => fact !== false)
  return (
    <Entry name={name} isThis={isThis} facts={facts} lang={lang}>
      <Act action={paths.endSession()} value={key} label={isThis ? t.leave : t.end} of={t.of(name)} />
    </Entry>
  )
}

function DeviceEntry({ known, isThis, lang }: { known: KnownDevice; isThis: boolean; lang: Lang }) {
  const t = texts[lang].list
  const name = capital(sayBrowser(lang, known))
  const facts = [t.first(formatInstant(lang, known.first_seen_at)), t.last(formatInstant(lang, known.last_seen_at))]
  return (
    <Entry name={name} isThis={isThis} facts={facts} lang={lang}>
      <Act action={paths.forgetDevice()} value={known.id_hash} label={t.forget} of={t.of(name)} />
    </Entry>
  )
}

interface EntryProps {
  readonly name: string
  readonly isThis: boolean
  readonly facts: readonly string[]
  readonly lang: Lang
  readonly children: ComponentChildren
}

const Entry = ({ name, isThis, facts, lang, children }: EntryProps) => (
  <li class="entry entry--act">
    <div>
      <h3>
        {name}
        {isThis && <span class="soft"> ({texts[lang].list.here})</span>}
      </h3>
      {facts.map((fact) => (
        <p key={fact} class="soft">
          <bdi>{fact}</bdi>
        </p>
      ))}
    </div>
    {children}
  </li>
)

function Act({ action, value, label, of }: { action: string; value: string; label: string; of: string }) {
  return (
    <Form action={action}>
      <input type="hidden" name="key" value={value} />
      <button class="button button--quiet" type="submit">
        {label}
        <span class="visually-hidden">{of}</span>
      </button>
    </Form>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
