import { mixesAlphabets } from '../../shared/foreign-name.ts'
import { type Fault, fault } from './faults.ts'

// Names that people read before they agree: nothing invisible, nothing that passes for us.

const LONGEST = 64

/** What is wrong with an app's name. `ours`: it may bear our names. */
export function faultOfName(name: string, { ours }: { ours: boolean }): Fault[] {
  if (name === '') return [fault('name', (t) => t.nameMissing)]
  if (Array.from(name).length > LONGEST) return [fault('name', (t) => t.nameLong)]
  if (!isPlain(name)) return [fault('name', (t) => t.nameCharacters)]
  if (mixesAlphabets(name)) return [fault('name', (t) => t.nameMixed)]
  return !ours && skeleton(name).includes('bmw') ? [fault('name', (t) => t.nameOurs)] : []
}

/** No control, format (bidi, zero width), private or unassigned characters (Unicode Technical Report 36 §2.10), no space
 *  but the ordinary one, no pile of marks; no letter that is blank, in a box or a flag, or of an alphabet out of use. */
const isPlain = (name: string): boolean =>
  /^[\p{L}\p{N}]/u.test(name) &&
  !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}|\p{M}{4}/u.test(name) &&
  !/[\u115f\u1160\u2800\u3164\uffa0\u{1f100}-\u{1f1ff}]/u.test(name) &&
  IN_USE.test(name)

/** Alphabets of today (Unicode Standard Annex 31, table 5). Cherokee, Lisu, Coptic and others that are not have capitals
 *  like ours, and no rule below knows them. */
const SCRIPTS =
  'Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda Laoo Latn Mlym Mymr Orya Sinh Taml Telu Thaa Thai Tibt Zyyy Zinh'
const IN_USE = new RegExp(
  `^[\\P{L}${SCRIPTS.split(' ')
    .map((script) => `\\p{Script=${script}}`)
    .join('')}]*$`,
  'u',
)

/** What it looks like: without case, accents and what separates; look-alikes of B, M and W as those. */
const skeleton = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[8вьъβßɓʙƀƃƅꞵ]/gu, 'b')
    .replace(/[мμϻᴍɱꟽꟿ]|rn/gu, 'm')
    .replace(/[ԝшщѡωᴡɯⱳꝡ]|vv/gu, 'w')
