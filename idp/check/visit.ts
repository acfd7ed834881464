import type { Idp } from '../context.ts'
import { type Arrival, Browser } from './browser.ts'
import type { CheckPerson } from './person.ts'

/** What is checked, and where. */
export interface Target {
  readonly clientId: string
  /** leads to the sign-in */
  readonly start: URL
  /** shows who is signed in, or sends whoever is not to sign in */
  readonly page: URL
  readonly redirectUris: readonly string[]
}

/** A way from the app to the provider: what it asked for, in which browser. */
export interface Attempt {
  readonly browser: Browser
  readonly interaction: URL
  readonly params: Readonly<Record<string, unknown>>
}

type Needs = Pick<Idp, 'config' | 'engine'>

const isCallback =
  ({ redirectUris }: Target) =>
  (url: URL): boolean =>
    redirectUris.some(
      (uri) => URL.canParse(uri) && new URL(uri).origin === url.origin && new URL(uri).pathname === url.pathname,
    )

/** Begins a sign-in at the app, in a browser where nobody is signed in. Throws with a sentence when it does not lead to us. */
export async function begin({ config, engine }: Needs, target: Target): Promise<Attempt> {
  const browser = new Browser()
  const arrival = await browser.open(target.start)
  const [, uid] = /^\/interaction\/([\w-]+)$/.exec(arrival.url.pathname) ?? []
  const params = uid && arrival.url.origin === config.url ? await engine.inspection.requestOf(uid) : undefined
  if (!params) {
    throw new Error(
      `${target.start.href} does not lead to our sign-in page but to ${arrival.url.origin}${arrival.url.pathname} (${arrival.status})`,
    )
  }
  return { browser, interaction: arrival.url, params }
}

/** Signs in, and stops before the app is told: the address that the browser would be sent to. */
export async function callbackOf(attempt: Attempt, target: Target, { email, password }: CheckPerson): Promise<URL> {
  const { browser, interaction } = attempt
  let arrival = await browser.post(interaction, { email, password }, isCallback(target))
  if (/^\/interaction\/[\w-]+\/consent$/.test(arrival.url.pathname)) {
    arrival = await browser.post(arrival.url, { answer: 'allow' }, isCallback(target))
  }
  if (!isCallback(target)(arrival.url)) {
    throw new Error(`signing in did not lead back to the app but to ${arrival.url.pathname} (${arrival.status})`)
  }
  return arrival.url
}

/** The same where somebody is signed in already: no page is shown. */
export async function callbackAgain(browser: Browser, target: Target): Promise<URL> {
  const arrival = await browser.open(target.start, isCallback(target))
  if (!isCallback(target)(arrival.url))
    throw new Error(`single sign-on did not lead back to the app but to ${arrival.url.pathname}`)
  return arrival.url
}

/** Whether the app knows the person in this browser. It is not followed to us: we would sign it in again. */
export async function isIn(
  { config }: Pick<Idp, 'config'>,
  browser: Browser,
  { page, person }: { page: URL; person: CheckPerson },
): Promise<boolean> {
  const arrival = await browser.open(page, (next) => next.origin === config.url)
  return knows(arrival, person)
}

const knows = ({ body }: Arrival, { familyName }: CheckPerson): boolean => body.includes(familyName)

/** Another address for the same way back. */
export function altered(callback: URL, changes: Readonly<Record<string, string>>): URL {
  const url = new URL(callback)
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value)
  return url
}
