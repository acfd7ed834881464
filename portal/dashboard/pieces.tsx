import type { ComponentChildren } from 'preact'
import { Drawing } from '../../shared/html/drawings.tsx'
import { CarDrawing, type CarShape } from '../contracts/drawings.tsx'

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
    </section>
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
      <h2 class="tile__title">{title}</h2>
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
