/** A name that somebody else has chosen, as we may show it: without what is not seen or turns the words around it,
 *  letters in their ordinary form, not too long; one that is written from right to left stays among itself. */
export function foreignName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .replaceAll(/(\p{M}{2})\p{M}+/gu, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const letters = Array.from(new Intl.Segmenter().segment(plain), ({ segment }) => segment)
  const short = letters.length > MOST ? `${letters.slice(0, MOST).join('').trimEnd()}…` : plain
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short
}

const MOST = 60
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Letters of alphabets that look alike beside one another (Unicode Technical Standard 39 §5.1): « Wіkі » with Cyrillic і. */
export const mixesAlphabets = (name: string): boolean =>
  [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u].filter((alphabet) =>
    alphabet.test(name),
  ).length > 1
