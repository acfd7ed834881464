import fc from 'fast-check'
import type { Route } from '../support/routes.ts'
import type { Shot } from './wire.ts'

// Requests that no client of ours would send. Mostly near to what would be right: what is wrong everywhere is refused at
// the door, and shows nothing of what lies behind it.

/** What is known of a product: places to aim at, and values that mean something there. */
export interface Target {
  readonly routes: readonly Route[]
  /** ids, tokens, numbers, addresses that exist */
  readonly values: readonly string[]
  /** what would be right, by the pattern of the route */
  readonly right: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** cookies of browsers in the middle of something */
  readonly cookies: readonly (readonly string[])[]
}

const NAMES =
  'email password remember civility givenName familyName terms once token number code challenge username lang client_id client_secret client_assertion client_assertion_type uid return_to because again sign-in sign_up step_up state iss error error_description login_hint ui_locales id_token_hint post_logout_redirect_uri logout_hint logout request_uri redirect_uri scope response_type response_mode prompt nonce max_age acr_values claims request registration display xsrf code_challenge code_challenge_method code_verifier grant_type refresh_token token_type_hint access_token dpop_jkt authorization_details resource audience logout_token MessageSid MessageStatus __proto__ constructor toString'.split(
    ' ',
  )

const NASTY: readonly string[] = [
  '',
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '%c0%80',
  '%ed%a0%80',
  '%f0%9f%9a%97',
  '\x00',
  '\xff\xfe',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '[]',
  '{}',
  'null',
  'undefined',
  'true',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  "'",
  '"',
  '\\',
  '<script>',
  '../../etc/passwd',
  'http://localhost:9/',
  '//evil.example.test',
  'javascript:alert(1)',
  'urn:ietf:params:oauth:request_uri:x',
  'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'none',
  'login',
  'create',
  'query',
  'form_post',
  'code',
  'code id_token',
  'openid',
  'openid offline_access',
  'S256',
  'on',
  'yes',
  'madame',
  'fr',
  'en',
  'eyJhbGciOiJub25lIn0.e30.',
  'eyJhbGciOiJFUzI1NiJ9.bnVsbA.AAAA',
  'eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiYiJdfQ.W10.AAAA',
  'e30.e30.e30',
  '{"id_token":{"acr":{"values":[null]}}}',
  '{"userinfo":[]}',
  '2026-02-30',
  'x'.repeat(300),
  'x'.repeat(9000),
]

/** Any bytes: NUL, what is no UTF-8, halves of surrogate pairs. */
const bytes = fc
  .array(fc.integer({ min: 0, max: 255 }), { maxLength: 24 })
  .map((codes) => String.fromCharCode(...codes))
const encoded = bytes.map((text) =>
  text
    .split('')
    .map((one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .join(''),
)
const surrogates = fc.constantFrom('%ed%a0%80', '%ed%bf%bf', '\xed\xa0\x80', '%u0000', '\\ud800')

const valueFor = ({ values }: Target): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...values) },
    { weight: 6, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 2, arbitrary: encoded },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: surrogates },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map(encodeURIComponent) },
  )

const name = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...NAMES) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'x'.repeat(5000), 'a[b]', 'a[__proto__][b]', '__proto__[email]', 'email[]'),
  },
  { weight: 1, arbitrary: encoded },
)

function pairsFor(target: Target): fc.Arbitrary<string> {
  const pair = fc.tuple(name, fc.constantFrom('=', '=', '=', '', '=='), valueFor(target)).map((parts) => parts.join(''))
  const some = fc.array(pair, { maxLength: 12 }).map((pairs) => pairs.join('&'))
  const twice = some.map((text) => `${text}&${text}`)
  return fc.oneof({ weight: 8, arbitrary: some }, { weight: 1, arbitrary: twice })
}

/** What would be right, but for a field or two. */
function nearTo(right: Readonly<Record<string, string>>, target: Target): fc.Arbitrary<string> {
  const fields = Object.entries(right).map(([field, value]) => {
    const written = `${field}=${encodeURIComponent(value)}`
    return fc.oneof(
      { weight: 12, arbitrary: fc.constant(written) },
      { weight: 2, arbitrary: valueFor(target).map((other) => `${field}=${other}`) },
      { weight: 1, arbitrary: fc.constantFrom('', field, `${field}=`, `${written}&${written}`, `${field}[]=1`) },
    )
  })
  const more = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: pairsFor(target) })
  return fc.tuple(...fields, more).map((parts) => parts.filter(Boolean).join('&'))
}

const fieldsFor = (target: Target, pattern: string): fc.Arbitrary<string> => {
  const right = target.right[pattern]
  if (!right) return pairsFor(target)
  return fc.oneof({ weight: 4, arbitrary: nearTo(right, target) }, { weight: 1, arbitrary: pairsFor(target) })
}

/** Path and query, as they stand in the first line: no spaces and no line ends, which would end it. */
function addressFor(target: Target, pattern: string): fc.Arbitrary<string> {
  const safe = (text: string): string => text.replace(/[\0-\x20\x7f#?/]/g, '') || 'x'
  const path = fc
    .array(valueFor(target).map(safe), { minLength: 3, maxLength: 3 })
    .map((values) => pattern.replace(/:(\w+)/g, () => values.pop() ?? 'x'))
  const broken = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('/', '//', '/..', '%00', '%', '.json', ';x') },
  )
  const query = fc.option(fieldsFor(target, pattern), { nil: '' })
  return fc.tuple(path, broken, query).map(([at, end, more]) => {
    const search = more.replace(/[\0-\x20\x7f#]/g, '').slice(0, 12_000)
    return `${at}${end}${search ? `?${search}` : ''}`
  })
}

const LENGTHY = 'x'.repeat(6000)

function headerFor(target: Target): fc.Arbitrary<string> {
  const value = valueFor(target).map((text) => text.replace(/[\r\n\0]/g, ''))
  return fc.oneof(
    fc.constantFrom(
      'Accept: application/json',
      'Accept: text/html',
      'Accept: */*;q=x',
      'Accept: ;;;',
      'Accept-Language: zz-ZZ;q=9, *;q=, fr-',
      `Accept-Language: ${LENGTHY}`,
      'Accept-Encoding: identity;q=0, *;q=0',
      'Authorization: Basic',
      'Authorization: Basic ////',
      'Authorization: Basic JTAwOiUwMA==',
      'Authorization: Basic JTpA',
      'Authorization: Bearer',
      'Authorization: Bearer x',
      'Authorization: DPoP x',
      'DPoP: x',
      'DPoP: e30.e30.e30',
      'DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjpudWxsfQ.e30.AAAA',
      'Expect: 100-continue',
      'Upgrade: websocket',
      'Range: bytes=0-0,1-1,-1',
      'If-None-Match: "',
      'If-Modified-Since: never',
      'Origin: null',
      'Origin: http://',
      'Referer: :',
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Site: same-origin',
      'X-Forwarded-For: ::1, x',
      'X-Forwarded-Host: evil.example.test',
      'X-HTTP-Method-Override: DELETE',
      'Forwarded: for=";"',
      'Access-Control-Request-Method: POST',
      `X-Long: ${LENGTHY}`,
      '__proto__: x',
      'constructor: x',
    ),
    fc
      .tuple(fc.constantFrom('Cookie', 'User-Agent', 'Accept', 'Authorization', 'Origin', 'DPoP', 'Referer'), value)
      .map((parts) => parts.join(': ')),
  )
}

const FORM = 'application/x-www-form-urlencoded'
const TYPES: readonly string[] = [
  ...Array.from({ length: 40 }, () => FORM),
  `${FORM}; charset=utf-16`,
  `${FORM};`,
  'APPLICATION/X-WWW-FORM-URLENCODED;charset=',
  'application/json',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/jwt',
  '',
  ';',
]

const deep = (open: string, close: string): string => `${open.repeat(3000)}${close.repeat(3000)}`
const OTHER_BODIES: readonly string[] = [
  '{"email":{"$ne":null},"__proto__":{"admin":true}}',
  '{',
  deep('[', ']'),
  deep('{"a":', '}'),
  '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="__proto__"; filename="../../x"\r\n\r\n\0\r\n',
  'email[a][b][c]=1&email[]=2',
  Array.from({ length: 200 }, (_, no) => `a${no}=`).join('&'),
  `email=${'%41'.repeat(5600)}`,
  'x'.repeat(17_000),
  '\xef\xbb\xbfemail=a',
  '&&&&=&=&=',
]

/** How the body is sent. Weighted towards what is read. */
const framing = fc.oneof(
  { weight: 12, arbitrary: fc.constant('length') },
  { weight: 2, arbitrary: fc.constant('chunked') },
  { weight: 1, arbitrary: fc.constantFrom('cut', 'long', 'short', 'both', 'bad chunk') },
)

function framed(body: string, how: string): { headers: string[]; body: string; whole: boolean } {
  const chunks = `${Math.ceil(body.length / 2).toString(16)}\r\n${body.slice(0, Math.ceil(body.length / 2))}\r\n`
  const rest = body.slice(Math.ceil(body.length / 2))
  const chunked = body === '' ? '' : chunks + (rest === '' ? '' : `${rest.length.toString(16)}\r\n${rest}\r\n`)
  switch (how) {
    case 'chunked':
      return { headers: ['Transfer-Encoding: chunked'], body: `${chunked}0\r\n\r\n`, whole: true }
    case 'bad chunk':
      return { headers: ['Transfer-Encoding: chunked'], body: `zz\r\n${chunked}`, whole: true }
    case 'both':
      return {
        headers: ['Transfer-Encoding: chunked', `Content-Length: ${body.length}`],
        body: `${chunked}0\r\n\r\n`,
        whole: true,
      }
    case 'cut':
      return { headers: ['Transfer-Encoding: chunked'], body: chunked, whole: false }
    case 'long':
      return { headers: [`Content-Length: ${body.length + 7}`], body, whole: false }
    case 'short':
      return { headers: [`Content-Length: ${Math.floor(body.length / 2)}`], body, whole: true }
    default:
      return { headers: [`Content-Length: ${body.length}`], body, whole: true }
  }
}

const METHODS = 'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE PROPFIND QUERY M-SEARCH CONNECT get FOO'.split(' ')

/** Any request over the whole of a product's routes. */
export function malformed(target: Target): fc.Arbitrary<Shot> {
  return fc.constantFrom(...target.routes).chain(({ method, pattern }) => {
    const other = { weight: 1, arbitrary: fc.constantFrom(...METHODS) }
    const body = fc.oneof(
      { weight: 6, arbitrary: fieldsFor(target, pattern) },
      { weight: 1, arbitrary: fc.constantFrom(...OTHER_BODIES) },
    )
    return fc
      .record({
        method: fc.oneof({ weight: 16, arbitrary: fc.constant(method) }, other),
        target: addressFor(target, pattern),
        headers: fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(headerFor(target), { minLength: 1, maxLength: 3 }) },
        ),
        type: fc.constantFrom(...TYPES),
        cookies: fc.constantFrom([], ...target.cookies),
        body,
        how: framing,
      })
      .map(({ type, cookies, body: text, how, ...shot }) => {
        const hasBody = !/^(GET|HEAD|OPTIONS|get|CONNECT|TRACE)$/.test(shot.method) || text.length % 7 === 0
        const { headers, ...sent } = hasBody ? framed(text, how) : { headers: [], body: '', whole: true }
        return {
          ...shot,
          ...sent,
          headers: [
            ...shot.headers,
            ...(cookies.length > 0 ? [`Cookie: ${cookies.join('; ')}`] : []),
            ...(hasBody ? [`Content-Type: ${type}`, ...headers] : []),
          ],
        }
      })
  })
}
