import { Paragraphs, type Prose } from '../html/prose.tsx'
import { formatDate, type Lang } from '../i18n.ts'
import { texts } from './texts.ts'

/** A legal page: terms, notice or privacy. The ids of its sections are addresses, the same in every language. */
export interface LegalDocument {
  readonly title: string
  readonly intro?: string
  /** Calendar date of the last change, `2026-11-23`. */
  readonly updated: string
  readonly sections: readonly LegalSection[]
}

export interface LegalSection {
  readonly id: string
  readonly title: string
  readonly paragraphs: Prose
}

/** A legal page, without its frame. */
export function LegalBody({ document: { intro, updated, sections }, lang }: { document: LegalDocument; lang: Lang }) {
  return (
    <article class="prose">
      <p class="prose__updated">{texts[lang].updated(formatDate(lang, updated))}</p>
      {intro && <p class="prose__intro">{intro}</p>}
      {sections.map(({ id, title: heading, paragraphs }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{heading}</h2>
          <Paragraphs prose={paragraphs} />
        </section>
      ))}
    </article>
  )
}
