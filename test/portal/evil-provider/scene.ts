import test, { type ExecutionContext } from 'ava'
import { base64url, type JWTPayload } from 'jose'
import { type FakeProvider, fakeProvider, type Lies } from '../../support/fake-provider.ts'
import { portalWith, type TestPortal } from '../../support/portal.ts'
import type { Visitor } from '../../support/visitor/visitor.ts'

// A provider that is honest but for one lie. Whatever the lie, the portal shows a calm page and opens no session.

export interface Scene extends TestPortal {
  readonly provider: FakeProvider
  readonly mira: Visitor
}

/** So many portals run at once. */
let free = 6
const waiting: (() => void)[] = []

async function takePlace(t: ExecutionContext): Promise<void> {
  if (free > 0) free -= 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  t.teardown(() => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  })
}

export async function scene(t: ExecutionContext): Promise<Scene> {
  await takePlace(t)
  const provider = await fakeProvider(t)
  const portal = await portalWith(t, { issuer: provider.url })
  return { ...portal, provider, mira: portal.visitor() }
}

export const NOT_SIGNED_IN = 'La connexion n’a pas abouti.'
export const AWAY = 'La connexion est momentanément indisponible.'
export const STALE = 'Cette page a expiré.'

/** Calm page, no session, no cookie of one, nobody kept as a customer, and nothing secret in the log. */
export async function refused(t: ExecutionContext, { mira, portal, provider, log }: Scene, heading = NOT_SIGNED_IN) {
  t.is(mira.heading, heading, `${mira.url} ${mira.text}`)
  t.is(mira.status, heading === AWAY ? 503 : 400)
  t.deepEqual(await portal.db('session'), [])
  t.deepEqual(await portal.db('customer'), [])
  t.is(mira.cookie('mybmwfs_session'), undefined)
  const lines = JSON.stringify(log.entries)
  t.deepEqual(
    provider.told.filter((secret) => secret.length > 8 && lines.includes(secret)),
    [],
    'something secret in the log',
  )
  t.notRegex(lines, /eyJ[\w-]{10,}\./)
  t.notRegex(mira.html, /eyJ[\w-]{10,}\./)
}

/** One test for each lie: the name says what is told. */
export function refuses(
  name: string,
  requirement: string,
  lies: (of: () => FakeProvider) => Lies,
  options: Told = {},
): void {
  test(`the portal refuses ${name} ${requirement}`, async (t) => {
    const stage = await scene(t)
    stage.provider.lies = lies(() => stage.provider)
    await stage.mira.open(options.from ?? '/login')
    await refused(t, stage, options.heading)
  })
}
export interface Told {
  readonly from?: string
  readonly heading?: string
}

export const saying = (changes: JWTPayload): Lies => ({ claims: (honest) => ({ ...honest, ...changes }) })
export const without = (name: string): Lies => ({
  claims: ({ ...claims }) => {
    delete claims[name]
    return claims
  },
})
export const encode = (value: object | string): string =>
  base64url.encode(typeof value === 'string' ? value : JSON.stringify(value))

/** For `refuses`: the page of a provider that is away. */
export const away: Told = { heading: AWAY }
