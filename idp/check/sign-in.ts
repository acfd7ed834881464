import type { Idp } from '../context.ts'
import { Browser } from './browser.ts'
import { type Finding, failed, judge } from './findings.ts'
import type { CheckPerson } from './person.ts'
import { type Attempt, altered, begin, callbackAgain, callbackOf, isIn, type Target } from './visit.ts'

interface Case {
  readonly target: Target
  readonly person: CheckPerson
}

/** What the app asks for: PKCE, state and nonce, new ones each time (RFC 9700 §2.1.1, §4.7; OpenID Connect Core §3.1.2.1). */
export function checkRequest(first: Attempt, second: Attempt): Finding[] {
  const value = ({ params }: Attempt, name: string): string => {
    const asked = params[name]
    return typeof asked === 'string' ? asked : ''
  }
  const fresh = (name: string, least: number): boolean =>
    value(first, name).length >= least && value(first, name) !== value(second, name)
  return [
    judge(
      'PKCE',
      value(first, 'code_challenge_method') === 'S256' && fresh('code_challenge', 43),
      'S256, a new challenge each time',
      'send a new code_challenge with code_challenge_method=S256 for each sign-in',
    ),
    judge(
      'state',
      fresh('state', 16),
      'a new one each time',
      'send an unguessable state, a new one for each sign-in, and compare it at the callback',
    ),
    judge(
      'nonce',
      fresh('nonce', 16),
      'a new one each time',
      'send an unguessable nonce, a new one for each sign-in, and compare it with the ID token’s',
    ),
  ]
}

/** What the callback must refuse. Each is tried in a browser of its own, so that nothing good went before. */
export async function checkCallback(idp: Idp, { target, person }: Case): Promise<Finding[]> {
  const wrongs: readonly (readonly [
    name: string,
    say: string,
    spoil: (callback: URL) => URL,
    browser: 'own' | 'other',
  ])[] = [
    [
      'callback with another state',
      'compare state with the one this browser left with',
      (url) => altered(url, { state: 'somebody-elses-state-0000' }),
      'own',
    ],
    [
      'callback from another issuer',
      'compare iss with the issuer the request went to (RFC 9207)',
      (url) => altered(url, { iss: 'https://evil.example' }),
      'own',
    ],
    [
      'callback in another browser',
      'bind the attempt to the browser that began it, by a cookie',
      (url) => url,
      'other',
    ],
    ['callback with an error', 'show a page that says so, and sign nobody in', (url) => errorAt(url), 'own'],
  ]
  const findings: Finding[] = []
  for (const [name, mend, spoil, whose] of wrongs) {
    const attempt = await begin(idp, target)
    const callback = spoil(await callbackOf(attempt, target, person))
    const browser = whose === 'own' ? attempt.browser : new Browser()
    const { status } = await browser.open(callback, (next) => next.origin === idp.config.url)
    const refused = !(await isIn(idp, browser, { page: target.page, person }))
    findings.push(
      status >= 500
        ? failed(name, `it answers ${status}: ${mend}`)
        : judge(name, refused, 'refused', `it signs in: ${mend}`),
    )
  }
  findings.push(await checkInjection(idp, { target, person }))
  return findings
}

function errorAt(url: URL): URL {
  const address = altered(url, { error: 'access_denied', error_description: 'The person said no' })
  address.searchParams.delete('code')
  return address
}

/** A stolen code in somebody else's attempt (RFC 9700 §4.5): PKCE makes it worthless. */
async function checkInjection(idp: Idp, { target, person }: Case): Promise<Finding> {
  const name = 'somebody else’s code'
  const victim = await begin(idp, target)
  const stolen = await callbackOf(victim, target, person)
  const thief = await begin(idp, target)
  const own = await callbackOf(thief, target, person)
  const injected = altered(own, { code: stolen.searchParams.get('code') ?? '' })
  const { status } = await thief.browser.open(injected, (next) => next.origin === idp.config.url)
  const refused = !(await isIn(idp, thief.browser, { page: target.page, person }))
  if (status >= 500) return failed(name, `it answers ${status}`)
  return judge(name, refused, 'refused', 'it signs in: send the code_verifier of this browser’s own attempt')
}

/** A sign-in as it should be, then the same callback once more (a page that is reloaded), then a second tab. */
export async function checkSignIn(
  idp: Idp,
  { target, person }: Case,
): Promise<{ findings: Finding[]; browser: Browser | undefined }> {
  const attempt = await begin(idp, target)
  const callback = await callbackOf(attempt, target, person)
  const { browser } = attempt
  await browser.open(callback, (next) => next.origin === idp.config.url)
  if (!(await isIn(idp, browser, { page: target.page, person }))) {
    const said = `after signing in, ${target.page.href} does not show the name of the person: give a page that does by --page`
    return { findings: [failed('sign-in', said)], browser: undefined }
  }
  const again = await browser.open(callback, (next) => next.origin === idp.config.url)
  const other = await callbackAgain(browser, target)
  await browser.open(other)
  const still = await isIn(idp, browser, { page: target.page, person })
  return {
    browser,
    findings: [
      judge('sign-in', true, 'the person is known', ''),
      judge(
        'callback reloaded',
        again.status < 500,
        `calm (${again.status})`,
        `it answers ${again.status}: a code is used once, so send the browser on to a page`,
      ),
      judge('second tab', still, 'signed in again without a page', 'a second sign-in in the same browser fails'),
    ],
  }
}
