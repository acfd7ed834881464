import type { ComponentChildren } from 'preact'
import { Document, type Frame } from '../shared/html/document.tsx'
import { Drawing, type DrawingName, Mark } from '../shared/html/drawings.tsx'
import { LanguageSwitch, SkipLink } from '../shared/html/parts.tsx'
import { texts } from './texts.ts'

/** The addresses the bar and the footer need. */
export interface FrameLinks {
  /** Where the name leads when nobody is signed in; `home` if left out. */
  readonly landing?: string | undefined
  readonly home: string
  readonly account: string
  readonly help: string
  readonly login: string
  readonly logout: string
  readonly notice: string
  readonly privacy: string
}

export interface PageProps {
  readonly frame: Frame
  /** The page's h1, with its full stop, and the document's title. CSS writes the h1 in capitals. */
  readonly title: string
  /** Whoever is signed in, as addressed: « Monsieur Morel ». */
  readonly person?: string | undefined
  readonly current?: 'home' | 'account' | 'help' | undefined
  /** Above the h1, for a page that tells a state. */
  readonly drawing?: DrawingName | undefined
  /** Across the page, above the h1: the banner of home. */
  readonly banner?: ComponentChildren
  /** Beside the h1: the one act of the page. */
  readonly act?: ComponentChildren
  /** Twelve columns on a large screen instead of the reading column. */
  readonly wide?: boolean | undefined
  readonly children: ComponentChildren
  readonly links: FrameLinks
}

/** A page of the portal: the bar, one h1, the content, the footer. */
export function Page(props: PageProps) {
  const { frame, title, drawing, banner, act, wide = false, children } = props
  const t = texts[frame.lang]
  const full = title.replace(/\.$/, '')
  return (
    <Document
      lang={frame.lang}
      title={full === t.product ? full : `${full} – ${t.product}`}
      assets={frame.assets}
      bodyClass="portal"
    >
      <SkipLink>{t.skip}</SkipLink>
      <Bar {...props} />
      <main class={wide ? 'portal__main portal__main--wide' : 'portal__main'} id="main" tabindex={-1}>
        {banner}
        {drawing && <Drawing name={drawing} />}
        <div class="portal__head">
          <h1>{title}</h1>
          {act}
        </div>
        {children}
      </main>
      <Foot {...props} />
    </Document>
  )
}

function Bar({ frame, person, current, links }: PageProps) {
  const t = texts[frame.lang]
  const signedIn = person !== undefined
  const places = signedIn ? (['home', 'account', 'help'] as const) : (['help'] as const)
  return (
    <header class={signedIn ? 'bar' : 'bar bar--guest'}>
      <a class="bar__name" href={signedIn ? links.home : (links.landing ?? links.home)}>
        <Mark />
        {t.product}
      </a>
      <nav class="bar__nav" aria-label={t.navigation}>
        <ul class="bar__list">
          {places.map((place) => (
            <li key={place}>
              <a href={links[place]} aria-current={place === current ? 'page' : undefined}>
                {t[place]}
              </a>
            </li>
          ))}
          {!signedIn && (
            <li>
              <a href={links.login}>{t.login}</a>
            </li>
          )}
        </ul>
      </nav>
      {signedIn && <Person frame={frame} person={person} links={links} />}
    </header>
  )
}

function Person({ frame, person, links }: Pick<PageProps, 'frame' | 'links'> & { readonly person: string }) {
  const t = texts[frame.lang]
  return (
    <div class="bar__person">
      <span class="bar__welcome">{t.welcome(person)}</span>
      <form method="post" action={links.logout} data-submit-once>
        <button class="button--link" type="submit">
          {t.logout}
        </button>
      </form>
    </div>
  )
}

function Foot({ frame, links }: PageProps) {
  const t = texts[frame.lang]
  return (
    <footer class="foot">
      <nav class="foot__legal" aria-label={t.legal}>
        <ul class="foot__list">
          <li>
            <a href={links.notice}>{t.notice}</a>
          </li>
          <li>
            <a href={links.privacy}>{t.privacy}</a>
          </li>
        </ul>
      </nav>
      <LanguageSwitch frame={frame} label={t.language} />
    </footer>
  )
}
