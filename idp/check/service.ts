import type { JWK } from 'jose'
import { clientOf } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { listKeys, signingKeys } from '../keys/service.ts'
import { type Finding, failed } from './findings.ts'
import { withPerson } from './person.ts'
import { checkLogout, checkRefreshRace, type SignedInCase } from './sessions.ts'
import { checkCallback, checkRequest, checkSignIn } from './sign-in.ts'
import { begin, type Target } from './visit.ts'

// Owns the check of an app: plays its own flows against it, as a browser and as the provider, and says what it found. The
// person who signs in exists for as long as it lasts; a refusal that it provokes is kept like any other (failures/).

export type { Finding } from './findings.ts'

/** Where the app begins, and where it shows who is signed in; by default what is registered. */
export interface Places {
  readonly start?: string | undefined
  readonly page?: string | undefined
}

export type Check =
  | { readonly kind: 'checked'; readonly findings: readonly Finding[] }
  /** there is no such app, or nobody signs in to it in a browser */
  | { readonly kind: 'unknown' | 'notRedirected' }
  /** it registers no start, and none was given */
  | { readonly kind: 'noStart' }

/** Checks an app that runs. Nothing is changed at the app, but that one more person has signed in to it. */
export async function checkApp(idp: Idp, clientId: string, { start, page }: Places): Promise<Check> {
  const client = await clientOf(idp.db, clientId)
  if (!client || client.disabledAt !== undefined) return { kind: 'unknown' }
  const { redirectUris, startUri, clientUri, idTokenAlg, backchannelLogoutUri } = client.settings
  if (redirectUris.length === 0) return { kind: 'notRedirected' }
  const begins = start ?? startUri ?? clientUri
  if (begins === undefined) return { kind: 'noStart' }
  const target = { clientId, redirectUris, start: new URL(begins), page: new URL(page ?? clientUri ?? begins) }
  const keys = await keysOf(idp, idTokenAlg)
  return { kind: 'checked', findings: await play(idp, target, { receiver: backchannelLogoutUri, keys }) }
}

type Rest = Pick<SignedInCase, 'receiver' | 'keys'>

async function play(idp: Idp, target: Target, rest: Rest): Promise<Finding[]> {
  const findings: Finding[] = []
  try {
    await withPerson(idp, async (person) => {
      findings.push(...checkRequest(await begin(idp, target), await begin(idp, target)))
      const signedIn = await checkSignIn(idp, { target, person })
      findings.push(...signedIn.findings)
      if (!signedIn.browser) return
      const it = { target, person, browser: signedIn.browser, ...rest }
      findings.push(await checkRefreshRace(idp, it))
      findings.push(...(await checkLogout(idp, it)))
      findings.push(...(await checkCallback(idp, { target, person })))
    })
  } catch (error) {
    findings.push(failed('the check itself', error instanceof Error ? error.message : String(error)))
  }
  return findings
}

/** The key that signs for this app, and the one that will. */
async function keysOf(idp: Idp, alg: string): Promise<SignedInCase['keys']> {
  const published = new Set((await listKeys(idp)).filter(({ state }) => state === 'published').map(({ kid }) => kid))
  const fitting = (await signingKeys(idp)).filter((key) => key.alg === alg)
  const [current] = fitting
  if (!current) throw new Error(`no key signs ${alg}`)
  return { current: current as JWK, next: fitting.find(({ kid }) => published.has(String(kid))) }
}
