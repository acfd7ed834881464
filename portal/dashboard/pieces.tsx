import type { ComponentChildren } from 'preact'
import { ArrowIcon, Drawing } from '../../shared/html/drawings.tsx'
import { CarDrawing, CarLines, type CarShape } from '../contracts/drawings.tsx'

export interface BannerProps {
  readonly title: string
  readonly text: string
  readonly href: string
  readonly action: string
}

/** Across the page, for `Page`'s `banner`. It has an h2: the page's h1 comes after it. */
export function Banner({ title, text, href, action }: BannerProps) {
  return (
    <section class="banner">
      <div class="banner__words">
        <h2 class="banner__title">{title}</h2>
        <p class="banner__text">{text}</p>
        <a class="button button--quiet" href={href}>
          {action}
        </a>
      </div>
      <Scene />
    </section>
  )
}

/** The banner's view alone, for whoever is not signed in yet. */
export const View = () => (
  <div class="banner banner--view">
    <Scene />
  </div>
)

/** The mark writ large: a sun on the horizon, hills, a road, a car on its way. */
function Scene() {
  return (
    <svg
      class="banner__scene"
      viewBox="0 0 1200 320"
      preserveAspectRatio="xMaxYMax slice"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      aria-hidden="true"
    >
      <circle class="banner__ring" cx="930" cy="168" r="128" />
      <path
        class="banner__hills"
        d="M360 264C500 258 560 168 650 162S790 214 852 200S1000 132 1080 144S1180 186 1240 178V400H360Z"
      />
      <path class="banner__hills" d="M300 264C420 262 600 202 700 204S860 238 950 226S1120 186 1240 214V400H300Z" />
      <path class="banner__ground" d="M-40 264H1240V400H-40Z" />
      <path class="banner__road" d="M-40 293H1240" stroke-dasharray="36 28" />
      <g transform="translate(690 143) scale(.8)">
        <CarLines shape="touring" />
      </g>
    </svg>
  )
}

export interface ContractCardProps {
  readonly drawing: CarShape
  readonly title: string
  readonly subtitle: string
  readonly next: ComponentChildren
  readonly href: string
  readonly action: string
}

/** One contract on home. */
export function ContractCard({ drawing, title, subtitle, next, href, action }: ContractCardProps) {
  return (
    <article class="card contract-card">
      <CarDrawing shape={drawing} />
      <h2 class="contract-card__title" id={`card-${href}`}>
        {title}
      </h2>
      <p class="contract-card__subtitle">{subtitle}</p>
      <p class="contract-card__next">{next}</p>
      <a class="button button--quiet" href={href} aria-describedby={`card-${href}`}>
        {action}
      </a>
    </article>
  )
}

export interface TileProps {
  readonly title: string
  readonly text: string
  readonly href: string
}

/** A way on, in a `<div class="tiles">`. */
export function Tile({ title, text, href }: TileProps) {
  return (
    <a class="tile" href={href}>
      <h2 class="tile__title">
        {title}
        <ArrowIcon />
      </h2>
      <p class="tile__text">{text}</p>
    </a>
  )
}

/** Nothing here yet, and in the same place what to do about it. */
export function EmptyState({ text, children }: { readonly text: string; readonly children: ComponentChildren }) {
  return (
    <section class="empty">
      <Drawing name="empty" />
      <p class="empty__text">{text}</p>
      {children}
    </section>
  )
}
