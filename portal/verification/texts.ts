import type { Texts } from '../../shared/i18n.ts'
import { en } from './words-en.ts'
import { fr } from './words-fr.ts'

/** The words of adding a contract. */
export const texts: Texts<typeof fr> = { fr, en }
