import type { ComponentChildren } from 'preact'
import { Document, type Frame } from '../shared/html/document.tsx'
import { Drawing, type DrawingName, Mark } from '../shared/html/drawings.tsx'
import { LanguageSwitch, SkipLink } from '../shared/html/parts.tsx'
import type { AreaShell } from './page.ts'
import { texts } from './texts.ts'

/** The addresses the footer needs. */
export interface FrameLinks {
  readonly terms: string
  readonly notice: string
  readonly privacy: string
}

export interface PageProps {
  readonly frame: Frame
  /** The page's h1, and the document's title. */
  readonly title: string
  /** The name of the app one is signing in to, if one is. */
  readonly app?: string | undefined
  /** Above the h1, for a page that tells a state. */
  readonly drawing?: DrawingName | undefined
  readonly children: ComponentChildren
  readonly links: FrameLinks
}

/** A page of the provider: one narrow column, one h1, one act. */
export function Page({ app, drawing, children, ...page }: PageProps) {
  const t = texts[page.frame.lang]
  const head = (
    <header class="provider__head">
      <p class="provider__name">
        <Mark />
        {t.product}
      </p>
      {app && <p class="provider__app">{t.towards(app)}</p>}
    </header>
  )
  return (
    <Sheet {...page} head={head} above={drawing && <Drawing name={drawing} />}>
      {children}
    </Sheet>
  )
}

export interface AreaProps extends Omit<PageProps, 'app' | 'drawing'> {
  /** where the bar leads; `apps` is there for developers only */
  readonly places: AreaShell['places']
  readonly current: 'account' | 'apps'
}

/** A page of somebody who is signed in here: a bar with their places, and room for lists and tables. */
export function AreaPage({ places, current, children, ...page }: AreaProps) {
  const t = texts[page.frame.lang]
  const head = (
    <header class="provider__bar">
      <a class="provider__name" href={places.account}>
        <Mark />
        {t.product}
      </a>
      <nav aria-label={t.places}>
        <ul class="provider__places">
          {(['account', 'apps', 'signOut'] as const).map(
            (place) =>
              places[place] && (
                <li key={place}>
                  <a href={places[place]} aria-current={place === current ? 'page' : undefined}>
                    {t[place]}
                  </a>
                </li>
              ),
          )}
        </ul>
      </nav>
    </header>
  )
  return (
    <Sheet {...page} head={head} wide>
      {children}
    </Sheet>
  )
}

interface SheetProps extends Pick<PageProps, 'frame' | 'title' | 'links' | 'children'> {
  readonly head: ComponentChildren
  readonly above?: ComponentChildren
  readonly wide?: true
}

/** What every page has. */
function Sheet({ frame, title, links, head, above, wide, children }: SheetProps) {
  const t = texts[frame.lang]
  return (
    <Document
      lang={frame.lang}
      title={`${title.replace(/\.$/, '')} – ${t.product}`}
      assets={frame.assets}
      bodyClass={wide ? 'provider provider--area' : 'provider'}
    >
      <SkipLink>{t.skip}</SkipLink>
      {head}
      <main class="provider__main" id="main" tabindex={-1}>
        {above}
        <h1>{title}</h1>
        {children}
      </main>
      <Foot frame={frame} links={links} />
    </Document>
  )
}

function Foot({ frame, links }: Pick<PageProps, 'frame' | 'links'>) {
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
          <li>
            <a href={links.terms}>{t.terms}</a>
          </li>
        </ul>
      </nav>
      <LanguageSwitch frame={frame} label={t.language} />
    </footer>
  )
}
