import type { Knex } from 'knex'
import type { Lang } from '../shared/i18n.ts'
import type { Account } from './account/service.ts'

// How a room hands out what it keeps of somebody, for the copy that they may have of it (RGPD, articles 15 and 20). The
// list of all rooms is in data/sections.ts.

/** A `Date` is an instant. `is` stands in the file for programs, `words` in the one for people. */
export type Exported =
  | string
  | boolean
  | null
  | Date
  | { readonly is: unknown; readonly words: string | readonly string[] }

export interface Section<Field extends string = string> {
  /** its name in bmw-id.json, which never changes */
  readonly name: string
  readonly title: string
  /** what to know before one reads it */
  readonly about?: string
  /** the words for each field, whose names never change either */
  readonly fields: Readonly<Record<Field, string>>
  /** it is one thing, and not a list of such */
  readonly one?: true
  readonly entries: readonly Readonly<Record<Field, Exported>>[]
}

/** Reads within the one transaction of the whole copy. */
export type ExportOf = (tx: Knex, account: Account, lang: Lang) => Promise<Section>

/** An instant of a row; null: not yet, or never. */
export const instant = (at: number | null): Date | null => (at === null ? null : new Date(at))
