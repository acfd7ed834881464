import type { Texts } from '../../shared/i18n.ts'
import { mailWords } from './mail-words.ts'
import { en } from './words-en.ts'
import { fr } from './words-fr.ts'

/** The words of adding a contract. */
export const texts: Texts<typeof fr> = { fr, en }

/** Those of its mails. */
export const mailTexts = mailWords
