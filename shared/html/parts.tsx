import type { ComponentChildren } from 'preact'
import { formatCountdown, LANGS, type Lang } from '../i18n.ts'
import type { Frame } from './document.tsx'
import { NoticeIcon } from './drawings.tsx'
import { inLanguage } from './links.ts'

export type Tone = 'info' | 'good' | 'warn' | 'danger'

export interface NoticeProps {
  readonly tone: Tone
  readonly children: ComponentChildren
  /** Read out at once by assistive technology: for the answer to what a person has just done. */
  readonly live?: boolean | undefined
}

export function Notice({ tone, children, live = false }: NoticeProps) {
  return (
    <div class={`notice notice--${tone}`} role={live ? 'status' : undefined}>
      <NoticeIcon tone={tone} />
      <div class="notice__words">{children}</div>
    </div>
  )
}

export interface StepsProps {
  readonly items: readonly ComponentChildren[]
  /** Side by side where there is room. */
  readonly across?: boolean | undefined
}

/** Numbered acts, in order. */
export function Steps({ items, across = false }: StepsProps) {
  return (
    <ol class={across ? 'steps steps--across' : 'steps'}>
      {items.map((item, at) => (
        <li key={at} class="steps__item">
          <div class="steps__words">{item}</div>
        </li>
      ))}
    </ol>
  )
}

export interface Fact {
  readonly term: string
  readonly value: ComponentChildren
}

export function Facts({ items }: { readonly items: readonly Fact[] }) {
  return (
    <dl class="facts">
      {items.map(({ term, value }) => (
        <div key={term} class="facts__item">
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface ButtonLinkProps {
  readonly href: string
  readonly children: ComponentChildren
  readonly quiet?: boolean | undefined
}

/** Goes somewhere, looks like a button. What changes something is a Form with a `<button class="button">`. */
export function ButtonLink({ href, children, quiet = false }: ButtonLinkProps) {
  return (
    <a class={quiet ? 'button button--quiet' : 'button'} href={href}>
      {children}
    </a>
  )
}

export interface CountdownProps {
  /** Instants: when it ends, and when this page was made (so that a visitor's wrong clock does not matter). */
  readonly to: number
  readonly now: number
  /** What stands before the time, for example « disponible dans ». */
  readonly before: string
  /** What replaces it at the end; nothing if left out. */
  readonly done?: string | undefined
}

/** Counts down by script and keeps the buttons of the form around it disabled until then. Without scripts the buttons
 *  work, the time stands still, and the server says when it is too early. */
export function Countdown({ to, now, before, done }: CountdownProps) {
  return (
    <p class="countdown" data-countdown-to={to} data-countdown-now={now} data-countdown-done={done}>
      {before} <span data-countdown-time>{formatCountdown(to - now)}</span>
    </p>
  )
}

/** The first thing the keyboard reaches: past the navigation, to `<main id="main">`. */
export function SkipLink({ children }: { readonly children: string }) {
  return (
    <a class="skip-link" href="#main">
      {children}
    </a>
  )
}

const languageNames: Readonly<Record<Lang, string>> = { fr: 'Français', en: 'English' }

/** This page in the other language. Each name in its own language, so that whoever needs it can read it. */
export function LanguageSwitch({ frame, label }: { readonly frame: Frame; readonly label: string }) {
  return (
    <nav class="language" aria-label={label}>
      <ul class="language__list">
        {LANGS.map((lang) => (
          <li key={lang}>
            <a
              href={inLanguage(frame.path, lang)}
              lang={lang}
              hreflang={lang}
              aria-current={lang === frame.lang ? 'true' : undefined}
            >
              {languageNames[lang]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
