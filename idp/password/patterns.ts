/** Rows of the keyboards used here, each also backwards. */
const ROWS = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertzuiop',
  'yxcvbnm',
]
const neighbours = new Set(
  ROWS.flatMap((row) => Array.from({ length: row.length - 1 }, (_, at) => row.slice(at, at + 2))).flatMap(
    ([left = '', right = '']) => [left + right, right + left],
  ),
)

/** Whether a password is typed without thinking: one part repeated, or mostly runs on the keyboard, in the alphabet or
 *  of digits. */
export const isPattern = (password: string): boolean => {
  const characters = Array.from(password)
  return isRepeated(characters) || runsOf(characters) * 4 <= characters.length
}

/** `abcabcabcabc` is no better than `abc`. What is itself as long as a password is not counted as repeated. */
function isRepeated(characters: readonly string[]): boolean {
  for (let period = 1; period < 12 && period * 2 <= characters.length; period += 1) {
    if (characters.every((character, at) => at < period || character === characters[at - period])) return true
  }
  return false
}

/** How many runs a password is made of: `qwerty123456` of two, a sentence of nearly as many as it has letters. */
const runsOf = (characters: readonly string[]): number =>
  characters.filter((character, at) => at === 0 || !follows(characters[at - 1] ?? '', character)).length

function follows(before: string, character: string): boolean {
  const step = (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
  const inOrder = Math.abs(step) <= 1 && /^[\p{L}\p{N}]$/u.test(character)
  return before === character || inOrder || neighbours.has(before + character)
}
