import fc from 'fast-check'
import type { Shot } from './wire.ts'

// Cookies that were somebody's, and then something happened to them.

const bytes = fc
  .array(fc.integer({ min: 1, max: 255 }), { maxLength: 20 })
  .map((codes) => String.fromCharCode(...codes).replace(/[\r\n]/g, '_'))

/** what gets past the door: no control characters */
const printable = bytes.map((text) => text.replace(/\p{Cc}/gu, '~'))

const change = fc.oneof(
  fc.constantFrom<(pair: string) => string>(
    (pair) => pair,
    (pair) => pair.slice(0, -1),
    (pair) => `${pair}x`,
    (pair) => `${pair}=`,
    (pair) => pair.toUpperCase(),
    (pair) => pair.replace('=', ''),
    (pair) => pair.replace('=', '=='),
    (pair) => pair.replace('=', '="').concat('"'),
    (pair) => pair.replace('=', ' = '),
    (pair) => `${pair},${pair}`,
    (pair) => `${pair}; ${pair}`,
    (pair) => pair.split('=')[0] ?? '',
    (pair) => `${pair.split('=')[0]}=`,
    (pair) => `${pair.split('=')[0]}=__proto__`,
    (pair) => `${pair.split('=')[0]}=%00`,
    (pair) => `${pair.split('=')[0]}=%ff%fe`,
    (pair) => `${pair.split('=')[0]}=%`,
    (pair) => `${pair.split('=')[0]}=\xed\xa0\x80`,
    (pair) => `${pair.split('=')[0]}=${'x'.repeat(8192)}`,
    (pair) => `${'x'.repeat(8192)}=${pair.split('=')[1]}`,
    (pair) => `__proto__=${pair.split('=')[1]}`,
    (pair) => `constructor=${pair.split('=')[1]}`,
    (pair) => `__Host-${pair}`,
    (pair) => `$Version=1; ${pair}; $Path=/`,
    (pair) => `${pair.split('=')[0]}.sig=${pair.split('=')[1]}`,
    (pair) => pair.replace(/\.sig=/, '='),
  ),
  // one character of the name or the value is another one
  fc.tuple(fc.nat(200), fc.integer({ min: 33, max: 255 })).map(([at, code]) => (pair: string) => {
    const place = at % pair.length
    return pair.slice(0, place) + String.fromCharCode(code).replace(/[;\x7f]/, '!') + pair.slice(place + 1)
  }),
  printable.map((text) => (pair: string) => `${pair.split('=')[0]}=${text}`),
  fc.oneof(printable, printable, bytes).map((text) => (pair: string) => text + pair),
)

/** Somebody else's value under this name. */
const exchanged = (pair: string, all: readonly string[], no: number): string =>
  `${pair.split('=')[0]}=${(all[no % all.length] ?? '').split('=')[1]}`

/** A request for a page, with cookies out of these browsers: a few of all of them, most of which are no longer what they
 *  were, or one browser's own with one changed. */
export function mutated(
  browsers: readonly (readonly string[])[],
  shots: readonly Pick<Shot, 'method' | 'target'>[],
): fc.Arbitrary<Shot> {
  const all = browsers.flat()
  const one = fc
    .tuple(fc.constantFrom(...all), fc.nat(1000), fc.integer({ min: 0, max: 9 }), change)
    .map(([pair, no, kind, act]) => (kind < 3 ? pair : kind < 5 ? exchanged(pair, all, no) : act(pair)))
  const own = fc
    .tuple(fc.constantFrom(...browsers), fc.nat(1000), one)
    .map(([pairs, at, other]) => pairs.map((pair, no) => (no === at % (pairs.length + 1) ? other : pair)))
  const few = fc.array(one, { minLength: 1, maxLength: 8 })
  const header = fc
    .tuple(fc.oneof(few, own), fc.constantFrom('; ', '; ', '; ', '; ', ';', ' ; ', ', ', '; ; '))
    .map(([pairs, between]) => `Cookie: ${pairs.join(between)}`)
  const headers = fc.oneof(
    { weight: 9, arbitrary: header.map((line) => [line]) },
    { weight: 1, arbitrary: fc.tuple(header, header) },
  )
  return fc.tuple(fc.constantFrom(...shots), headers).map(([shot, lines]) => ({
    ...shot,
    headers: [
      'Accept: text/html',
      ...lines,
      ...(shot.method === 'POST' ? ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 0'] : []),
    ],
    body: '',
    whole: true,
  }))
}
