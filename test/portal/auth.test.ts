import test from 'ava'
import { SignJWT } from 'jose'
import { MINUTE } from '../../shared/time.ts'
import { openAccountOf, people } from '../support/people.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { type World, worldWith } from '../support/world.ts'

async function signIn(visitor: Visitor, from = '/'): Promise<Visitor> {
  await visitor.open(from)
  if (visitor.heading.startsWith('Votre espace')) await visitor.press('Connexion')
  visitor.fill('BMW ID (adresse e-mail)', people.morel.email).fill('Mot de passe', people.morel.password)
  return visitor.press('Connexion')
}

async function withMorel(t: Parameters<typeof worldWith>[0]): Promise<World> {
  const world = await worldWith(t)
  await openAccountOf(world.idp, people.morel)
  return world
}

test('a customer signs in with the BMW ID and is greeted by name', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  t.is(morel.path, '/home')
  t.regex(morel.text, /Bienvenue, Monsieur Morel/)
})

test('whoever asks for a page first comes back to it', async (t) => {
  const world = await withMorel(t)
  t.is((await signIn(world.visitor(), '/account')).path, '/account')
})

test('the way back is good once and only in the browser that began [R54]', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  const callback = morel.steps.map((step) => step.split(' ')[1] ?? '').find((url) => url.includes('/callback?')) ?? ''
  const stranger = await world.visitor().open(callback)
  t.is(stranger.status, 400)
  t.is(stranger.heading, 'Cette page a expiré.')
  await morel.open(callback)
  t.is(morel.path, '/home')
})

test('two tabs sign in side by side [R54]', async (t) => {
  const world = await withMorel(t)
  const morel = await world.visitor().open('/login?return_to=/account')
  const first = morel.url
  await morel.open(`${world.portalUrl}/login?return_to=/help`)
  await morel.open(first)
  morel.fill('BMW ID (adresse e-mail)', people.morel.email).fill('Mot de passe', people.morel.password)
  t.is((await morel.press('Connexion')).path, '/account')
})

test('a new sign-in is a new session [R28]', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  const before = morel.cookie('mybmwfs_session')
  await morel.open(`${world.portalUrl}/login`)
  t.is(morel.path, '/home')
  t.not(morel.cookie('mybmwfs_session'), before)
  t.is((await world.portal.db('session')).length, 1)
})

test('the portal goes only where it may [R59]', async (t) => {
  const world = await withMorel(t)
  for (const address of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/home%0d%0aset-cookie:a=b',
    '/logout',
  ]) {
    const morel = await signIn(world.visitor(), `/login?return_to=${encodeURIComponent(address)}`)
    t.is(morel.path, '/home', address)
  }
})

test('a session ends by itself after a quarter of an hour, and says so [R31]', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  world.clock.pass(14 * MINUTE)
  t.is((await morel.open('/home')).path, '/home')
  world.clock.pass(16 * MINUTE)
  await morel.open('/home')
  t.is(morel.heading, 'Vous êtes déconnecté.')
  t.regex(morel.text, /après 15 minutes sans activité/)
})

test('signing out ends both sessions [R32]', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  await morel.press('Déconnexion')
  if (morel.heading !== 'Vous êtes déconnecté.') await morel.press('Se déconnecter')
  t.is(morel.heading, 'Vous êtes déconnecté.')
  t.is(morel.url, `${world.portalUrl}/logout`)
  await morel.open('/home')
  t.is(morel.heading, 'Connectez-vous.')
})

test('whoever signs out of a session that is over is asked by the provider about its own', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  await world.portal.db('session').delete()
  await morel.press('Déconnexion')
  t.is(morel.heading, 'Vous déconnecter de votre BMW ID ?')
  await morel.press('Se déconnecter')
  t.is(morel.url, `${world.portalUrl}/logout`)
  await morel.open('/home')
  t.is(morel.heading, 'Connectez-vous.')
})

test('when the provider is away the page is calm, keeps the way, and signed-in customers go on [R60]', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  const { portalUrl } = world
  await world.restartPortal() // forgets what it has discovered
  world.providerGoesAway()
  const other = await world.visitor().open('/login?return_to=/account')
  t.is(other.status, 503)
  t.is(other.headers.get('retry-after'), '30')
  t.is(other.heading, 'La connexion est momentanément indisponible.')
  const told = world.log.entries.find(({ message }) => message === 'the provider does not answer as one')
  t.regex(String(told?.fields['reason']), /^no discovery: \w+$/, 'whoever runs us reads why')
  t.is((await morel.open(`${portalUrl}/account`)).status, 200)
  world.providerComesBack()
  await other.press('Réessayer')
  t.is(other.heading, 'Connectez-vous.')
})

test('signing out works while the provider is away, and says what it could not end [R32][R60]', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  world.providerGoesAway()
  await morel.press('Déconnexion')
  t.regex(morel.text, /BMW ID ne répond pas/)
  t.is((await world.portal.db('session')).length, 0)
})

test('the provider ends the sessions of a customer by a logout token, once', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  const [account, { db, engine, outbox }] = [await accountId(world), world.idp]
  await db.transaction((tx) => engine.endSessions(tx, { accountId: account }, { cause: 'accountBlocked' }))
  await outbox.drain()
  t.is((await world.portal.db('session')).length, 0)
  t.is((await morel.open(`${world.portalUrl}/home`)).heading, 'Connectez-vous.')
})

test('a logout token that nobody signed, or that another signed, ends nothing [R58]', async (t) => {
  const world = await withMorel(t)
  await signIn(world.visitor())
  const key = new TextEncoder().encode('a key of somebody else, long enough')
  const forged = await new SignJWT({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
    .setProtectedHeader({ alg: 'HS256', typ: 'logout+jwt' })
    .setIssuer(world.url)
    .setAudience('mybmw-financial-services')
    .setSubject(await accountId(world))
    .setIssuedAt()
    .setExpirationTime('1m')
    .setJti('x')
    .sign(key)
  for (const token of [forged, 'a.b.c', '']) {
    const answer = await fetch(`${world.portalUrl}/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    })
    t.is(answer.status, 400)
    t.is(answer.headers.get('cache-control'), 'no-store')
  }
  t.is((await world.portal.db('session')).length, 1)
})

test('nobody sees a page of a customer without signing in', async (t) => {
  const world = await withMorel(t)
  for (const path of ['/home', '/account', '/contracts/new', '/contracts/S0123456789']) {
    t.is((await world.visitor().open(path)).heading, 'Connectez-vous.', path)
  }
})

test('no cookie or page holds a token [R57]', async (t) => {
  const world = await withMorel(t)
  const morel = await signIn(world.visitor())
  for (const { value } of morel.cookies) t.notRegex(value, /^eyJ[\w-]+\.[\w-]+\./)
  t.notRegex(morel.html, /eyJ[\w-]+\.[\w-]+\./)
})

async function accountId(world: World): Promise<string> {
  const row = await world.idp
    .db<{ id: string; email: string }>('account')
    .where({ email: people.morel.email })
    .first('id')
  return row?.id ?? ''
}
