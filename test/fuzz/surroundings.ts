import assert from 'node:assert/strict'
import type { ExecutionContext } from 'ava'
import { createApp as createIdpApp } from '../../idp/app.ts'
import { createApp as createPortalApp } from '../../portal/app.ts'
import { withoutScripts } from '../journeys/traveller.ts'
import { wholeTutorial } from '../journeys/tutorial.ts'
import { openAccountOf, type Person, people } from '../support/people.ts'
import { type Route, routesOf } from '../support/routes.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { type World, worldWith } from '../support/world.ts'
import { faultOf, type Hit, SEED, type Shot } from './wire.ts'

/** A world with two people signed in at both products, whom nobody may become. */
export interface Surroundings {
  readonly world: World
  readonly people: readonly SignedIn[]
  readonly idpRoutes: readonly Route[]
  readonly engineRoutes: readonly Route[]
  readonly portalRoutes: readonly Route[]
  /** What every answer must pass. */
  readonly judge: (shot: Shot, hit: Hit) => void
  /** So that no limit hides what lies behind it, and nobody stays signed out. */
  readonly freshen: () => Promise<void>
  /** Nothing broke out of sight, nobody came to be, and the tutorial goes its way. */
  readonly stillWell: () => Promise<void>
}

export interface SignedIn {
  readonly person: Person
  readonly sub: string
  /** cookies as `name=value`; which of them make somebody this person, at the portal and at the provider */
  readonly cookies: readonly string[]
  readonly portalSession: string
  readonly idpSession: readonly string[]
}

const ENGINE: readonly Route[] = [
  { method: 'GET', pattern: '/auth' },
  { method: 'GET', pattern: '/auth/:uid' },
  { method: 'GET', pattern: '/session/end' },
  { method: 'GET', pattern: '/session/end/success' },
  { method: 'GET', pattern: '/me' },
  { method: 'GET', pattern: '/jwks' },
  { method: 'GET', pattern: '/.well-known/openid-configuration' },
  { method: 'GET', pattern: '/.well-known/oauth-authorization-server' },
  { method: 'POST', pattern: '/token' },
  { method: 'POST', pattern: '/token/revocation' },
  { method: 'POST', pattern: '/request' },
  { method: 'POST', pattern: '/me' },
  { method: 'POST', pattern: '/session/end/confirm' },
  { method: 'POST', pattern: '/reg' },
  { method: 'GET', pattern: '/reg/:id' },
  { method: 'PUT', pattern: '/reg/:id' },
  { method: 'DELETE', pattern: '/reg/:id' },
]

export async function surroundings(t: ExecutionContext): Promise<Surroundings> {
  t.log(`FUZZ_SEED=${SEED}`)
  t.timeout(600_000)
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', note)
  t.teardown(() => void process.off('unhandledRejection', note))
  const world = await worldWith(t)
  const signedIn = [await signIn(world, people.anna), await signIn(world, people.cem)]
  const { db } = world.portal
  const sessions: readonly object[] = await db('session').select()
  const before = await counted(world)
  return {
    world,
    people: signedIn,
    idpRoutes: routesOf(createIdpApp(world.idp)),
    engineRoutes: ENGINE,
    portalRoutes: routesOf(createPortalApp(world.portal)),
    judge: (shot, hit) => {
      const fault = faultOf(hit) ?? signedInAs(signedIn, shot, hit)
      assert.equal(fault, undefined, `${shot.method} ${shot.target}: ${hit.head.slice(0, 200)}`)
    },
    freshen: async () => {
      await world.idp.db('budget').delete()
      await world.idp.db('login_throttle').delete()
      await db('budget').delete()
      await db('attach_pair').delete()
      await db('customer').update({ attach_blocked_at: null })
      for (const session of sessions) await db('session').insert(session).onConflict('id_hash').ignore()
    },
    stillWell: async () => {
      t.deepEqual(unhandled, [])
      t.deepEqual(await counted(world), before)
      await world.idp.db('budget').delete()
      await db('budget').delete()
      await wholeTutorial(world, withoutScripts(world.visitor(), 'fr'))
    },
  }
}

/** Who exists, by whom it was opened, and with which password. */
const counted = async ({ idp, portal }: World) => ({
  accounts: await idp.db('account').orderBy('id').select('id', 'email', 'password_hash'),
  customers: await portal.db('customer').orderBy('id').select('id', 'email', 'subject'),
  sessions: (await portal.db('session').whereNotIn('customer_id', portal.db('customer').select('id'))).length,
})

async function signIn(world: World, person: Person): Promise<SignedIn> {
  const sub = await openAccountOf(world.idp, person)
  const visitor = await world.visitor().open('/login')
  await visitor.fill('BMW ID (adresse e-mail)', person.email).fill('Mot de passe', person.password).press('Connexion')
  assert.equal(new URL(visitor.url).pathname, '/home')
  const cookies = cookiesOf(visitor)
  const one = (name: string): string => cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? ''
  return {
    person,
    sub,
    cookies,
    portalSession: one('mybmwfs_session'),
    idpSession: [one('bmwid_session'), one('bmwid_session.sig')],
  }
}

export const cookiesOf = (visitor: Visitor): string[] => visitor.cookies.map(({ name, value }) => `${name}=${value}`)

/** Somebody is shown, or signed in, who did not come with exactly their own cookies. Quotes around a value are none of it
 *  (RFC 6265 §4.1.1). */
function signedInAs(signedIn: readonly SignedIn[], { target, headers, body }: Shot, hit: Hit): string | undefined {
  const sent = headers.join('; ').replaceAll('"', '')
  const told = headers.filter((header) => !/^cookie:/i.test(header)).join(' ')
  const typed = `${target} ${told} ${body}`.replaceAll('%40', '@')
  for (const { person, portalSession, idpSession } of signedIn) {
    const shown = [person.familyName, person.email].some((mark) => hit.body.includes(mark) && !typed.includes(mark))
    const isTheirs = sent.includes(portalSession) || idpSession.every((cookie) => sent.includes(cookie))
    if (shown && !isTheirs) return `shows ${person.givenName} to somebody else`
  }
  if (/^set-cookie: mybmwfs_session=[^;]/im.test(hit.head)) return 'opens a session at the portal'
  const isCode = /^location: \S*[?&]code=/im.test(hit.head)
  if (isCode && !signedIn.some(({ idpSession }) => idpSession.every((cookie) => sent.includes(cookie)))) {
    return 'hands out a code to nobody'
  }
  return undefined
}
