import type { Texts } from '../../shared/i18n.ts'
import { en } from './texts-en.ts'
import { fr } from './texts-fr.ts'

/** The words of a contract's card and page. */
export type ContractWords = typeof fr

export const texts: Texts<ContractWords> = { fr, en }
