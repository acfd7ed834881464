import { Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import { formatDate, formatInstant, formatTime, type Lang, parisDate } from '../../shared/i18n.ts'
import type { Happened } from '../../shared/observe/audit.ts'
import { DAY } from '../../shared/time.ts'
import { maskAddress, sayBrowser } from '../browser.ts'
import { AreaPage, Page } from '../frame.tsx'
import type { AreaShell, Shell } from '../page.ts'
import { paths } from '../paths.ts'
import type { Line, Timeline } from './service.ts'
import { texts } from './texts.ts'

export interface ActivityProps {
  readonly shell: AreaShell
  readonly timeline: Timeline
  readonly now: number
}

/** Everything that happened, by day. */
export function activityPage({ shell, timeline, now }: ActivityProps) {
  const { lang } = shell.frame
  const t = texts[lang]
  const days = Map.groupBy(timeline.lines, ({ at }) => parisDate(at))
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <p class="lead">{t.lead}</p>
      {days.size === 0 && <p>{t.none}</p>}
      {[...days].map(([day, lines]) => (
        <section key={day} class="stack">
          <h2>{sayDay(lang, day, now)}</h2>
          <ul class="stack stack--close">
            {lines.map((line) => (
              <Entry key={line.no} line={line} lang={lang} />
            ))}
          </ul>
        </section>
      ))}
      {timeline.before !== undefined && (
        <p>
          <a href={paths.activity(timeline.before)}>{t.older}</a>
        </p>
      )}
      <p>
        <a href={paths.account()}>{t.back}</a>
      </p>
    </AreaPage>
  )
}

function sayDay(lang: Lang, day: string, now: number): string {
  if (day === parisDate(now)) return texts[lang].today
  return day === parisDate(now - DAY) ? texts[lang].yesterday : formatDate(lang, day)
}

function Entry({ line, lang }: { line: Line; lang: Lang }) {
  const t = texts[lang]
  const what = sayWhat(lang, line)
  return (
    <li class="entry">
      <p>
        <strong>{line.times > 1 ? `${what}, ${t.times(line.times)}` : what}</strong>
        {line.app !== undefined && (
          <>
            {t.about}
            {line.app === null ? t.removedApp : <bdi>{line.app}</bdi>}
          </>
        )}
      </p>
      <p class="soft">{[formatTime(lang, line.at), ...detailsOf(lang, line)].join(' · ')}</p>
      {line.mayBeAnothers && (
        <p>
          <a href={paths.disown(line.no)}>
            {t.notMe}
            <span class="visually-hidden">{t.of(`${what}, ${formatTime(lang, line.at)}`)}</span>
          </a>
        </p>
      )}
    </li>
  )
}

function sayWhat(lang: Lang, { action }: Pick<Happened, 'action'>): string {
  const actions: Readonly<Record<string, string>> = texts[lang].actions
  return actions[action] ?? texts[lang].other
}

/** From where, with what, and why, as far as it is known. */
function detailsOf(lang: Lang, { details, ip, mayBeAnothers }: Line): string[] {
  const t = texts[lang]
  const causes: Readonly<Record<string, string>> = t.causes
  const { browser, system, cause } = details
  const known = { browser: wordOf(browser), system: wordOf(system) }
  return [
    ...(known.browser !== null || known.system !== null ? [t.with(sayBrowser(lang, known))] : []),
    ...(typeof cause === 'string' && causes[cause] !== undefined ? [causes[cause]] : []),
    ...(ip !== null && mayBeAnothers ? [t.from(maskAddress(ip))] : []),
  ]
}

const wordOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What will happen, before it does. */
export function disownPage({ shell, event }: { readonly shell: AreaShell; readonly event: Happened }) {
  const { lang } = shell.frame
  const t = texts[lang].disown
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <p>
        <strong>{sayWhat(lang, event)}</strong>, {formatInstant(lang, event.at)}
      </p>
      <p>{t.effect}</p>
      <Form action={paths.disown()}>
        <input type="hidden" name="event" value={String(event.no)} />
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
      <div class="actions">
        <ButtonLink href={paths.activity()} quiet>
          {t.cancel}
        </ButtonLink>
      </div>
    </AreaPage>
  )
}

export function closedPage({ shell }: { readonly shell: Shell }) {
  const t = texts[shell.frame.lang].closed
  return (
    <Page {...shell} title={t.title} drawing="signedOut">
      <p>{t.text}</p>
      <p>{t.next}</p>
      <div class="actions">
        <ButtonLink href={paths.forgot()} quiet>
          {t.act}
        </ButtonLink>
      </div>
    </Page>
  )
}
