import { readFileSync } from 'node:fs'
import type { Lang, Texts } from '../../shared/i18n.ts'
import { fromRoot } from '../../shared/root.ts'
import { isPattern } from './patterns.ts'

const MIN = 12
const MAX = 128
/** Fewer digits than this are below 50 bits (CNIL 2022-100, case 2). */
const MIN_DIGITS = 16
/** What has to be left when obvious words, names and brands are taken out. */
const MIN_OWN = 8

const BRAND = [
  'bmwfinancialservices',
  'financialservices',
  'bmwfinancial',
  'financial',
  'services',
  'mybmw',
  'myfi',
  'bmw',
]

/** What people in France type first; the list beside knows more English. */
const OBVIOUS =
  'motdepasse mdp azerty jetaime bonjour bonsoir coucou bienvenue connexion doudou loulou chouchou soleil chocolat papillon princesse marseille password passwort qwerty iloveyou welcome letmein'.split(
    ' ',
  )

const common = new Set(readFileSync(fromRoot('idp/password/common-passwords.txt'), 'utf8').trim().split('\n'))

/** Why a password is not taken; undefined if it is. */
export type Weakness = 'short' | 'long' | 'digits' | 'common' | 'pattern' | 'personal'

/** Whose password it is going to be: their own names and address do not make a secret. */
export interface Owner {
  readonly email: string
  readonly givenName: string
  readonly familyName: string
}

/** Judges a new password: 12 to 128 code points after NFKC, any characters (NIST SP 800-63B-4 §3.1.1.2), not one that
 *  is tried first (ASVS 5.0 6.2.4, 6.2.11). */
export function weaknessOf(password: string, owner: Owner): Weakness | undefined {
  const normal = password.normalize('NFKC')
  const length = Array.from(normal).length
  if (length < MIN) return 'short'
  if (length > MAX) return 'long'
  if (/^\p{Nd}+$/u.test(normal) && length < MIN_DIGITS) return 'digits'
  if (isPattern(normal.toLowerCase())) return 'pattern'
  if (common.has(normal.toLowerCase()) || isMostly(normal, OBVIOUS)) return 'common'
  return isMostly(normal, [...BRAND, ...namesOf(owner)]) ? 'personal' : undefined
}

/** The longest are taken out first, so that `bmw` does not break `mybmw`. */
function isMostly(password: string, words: readonly string[]): boolean {
  const whole = squash(password)
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((left, name) => left.replaceAll(name, ''), whole)
  return rest !== whole && (rest.length < MIN_OWN || rest.length * 2 <= whole.length)
}

function namesOf({ email, givenName, familyName }: Owner): string[] {
  const [local = '', domain = ''] = email.split('@')
  const pieces = [email, local, domain, ...local.split(/[^\p{L}\p{N}]+/u), ...domain.split('.')]
  const names = [givenName, familyName, ...`${givenName} ${familyName}`.split(/[\s'’-]+/)]
  return [...pieces, ...names].map(squash).filter((word) => word.length >= 3)
}

/** Letters and digits only, without case and accents: how a name is recognised in `Garnier-2026!`. */
const squash = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const sentences: Texts<Readonly<Record<Weakness, string>>> = {
  fr: {
    short: 'Choisissez un mot de passe d’au moins 12 caractères.',
    long: 'Choisissez un mot de passe de 128 caractères au plus.',
    digits: 'Avec des chiffres seulement, il en faut 16 au moins. Ajoutez des lettres ou des chiffres.',
    common: 'Ce mot de passe est trop courant. Choisissez-en un autre.',
    pattern: 'Ce mot de passe est une suite trop simple. Choisissez-en un autre.',
    personal: 'Ce mot de passe reprend surtout votre nom, votre adresse ou notre marque. Choisissez-en un autre.',
  },
  en: {
    short: 'Choose a password of at least 12 characters.',
    long: 'Choose a password of at most 128 characters.',
    digits: 'With digits only it takes at least 16. Add letters or digits.',
    common: 'This password is too common. Choose another one.',
    pattern: 'This password is too simple a sequence. Choose another one.',
    personal: 'This password is mostly your name, your address or our brand. Choose another one.',
  },
}

export const sayWeakness = (lang: Lang, weakness: Weakness): string => sentences[lang][weakness]
