import test from 'ava'
import { judgeToken } from '../../portal/auth/identity.ts'
import { SECOND } from '../../shared/time.ts'
import { givePasskey } from '../support/authenticator.ts'
import { codeAt, fromBase32 } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { worldWith } from '../support/world.ts'

const { morel } = people

const signIn = (visitor: Visitor): Promise<Visitor> =>
  visitor.fill('BMW ID (adresse e-mail)', morel.email).fill('Mot de passe', morel.password).press('Connexion')

test('where the operator demands it, nobody sees a contract by a password alone', async (t) => {
  const world = await worldWith(t, { env: { PORTAL_DEMANDS_FACTOR: 'true' } })
  await openAccountOf(world.idp, morel)
  const visitor = await (await world.visitor().open('/')).press('Connexion')
  await signIn(visitor)
  t.is(visitor.heading, 'Une seconde étape est demandée.')
  t.is(visitor.cookie('mybmwfs_session'), undefined)
  await visitor.press('Non merci, revenir à MyBMW Financial Services')
  t.is(visitor.status, 403)
  t.is(visitor.heading, 'Une seconde étape est nécessaire.')
  t.is(visitor.cookie('mybmwfs_session'), undefined)

  await visitor.press('Se connecter et ajouter une seconde étape')
  await visitor.follow('Ajouter une seconde étape')
  const key = fromBase32((/<code>([A-Z2-7 ]{32,})<\/code>/.exec(visitor.html)?.[1] ?? '').replaceAll(' ', ''))
  visitor.fill('Code affiché par l’application', codeAt(key, world.clock.now()))
  await visitor.press('Ajouter l’application')
  await visitor.follow('Je les ai conservés')
  await visitor.follow('Continuer vers MyBMW Financial Services')
  await visitor.press('Me connecter')
  await signIn(visitor)
  world.clock.pass(30 * SECOND)
  await visitor.fill('Code à 6 chiffres', codeAt(key, world.clock.now())).press('Continuer')
  t.is(visitor.path, '/home', visitor.text)
})

test('a session that a password alone has opened shows nothing once a factor is demanded', async (t) => {
  const world = await worldWith(t)
  const id = await openAccountOf(world.idp, morel)
  const visitor = await (await world.visitor().open('/')).press('Connexion')
  await signIn(visitor)
  t.is(visitor.path, '/home')
  await world.restartPortal({ PORTAL_DEMANDS_FACTOR: 'true' })
  await visitor.open(`${world.portalUrl}/home`)
  t.is(visitor.heading, 'Une seconde étape est demandée.')

  const { codes } = await givePasskey(world.idp, id)
  const other = await (await world.visitor().open('/')).press('Connexion')
  await (await signIn(other)).follow('Utiliser un code de secours')
  await other.fill('Code de secours', codes[0] ?? '').press('Continuer')
  t.is(other.path, '/home', other.text)
  await world.restartPortal({ PORTAL_DEMANDS_FACTOR: 'true' })
  t.is((await other.open(`${world.portalUrl}/home`)).path, '/home', 'two factors opened it')
})

test('a provider that vouches for less is not believed', (t) => {
  const now = Date.now()
  const claims = { sub: 'x', iat: now / SECOND }
  const judge = (acr: string | undefined, demandsFactor = true) =>
    judgeToken({ ...claims, acr }, { clientId: 'portal', now, demandsFactor }).kind
  t.deepEqual([judge('aal1'), judge(undefined), judge('aal2')], ['refused', 'refused', 'good'])
  t.is(judge('aal1', false), 'good')
})
