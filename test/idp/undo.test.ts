import test, { type ExecutionContext } from 'ava'
import { offerUndo } from '../../idp/undo/service.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { signIn } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { worldWith } from '../support/world.ts'
import { at, linkTo } from './account.support.ts'

// The link of a mail about a change, whatever was changed.

const { anna } = people

/** Anna has chosen another password; `link` takes it back. */
async function stage(t: ExecutionContext) {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  world.clock.pass(HOUR)
  const visitor = await at(world, '/account/password', anna)
  visitor.fill('Mot de passe actuel', anna.password).fill('Nouveau mot de passe', 'seven copper kettles')
  await visitor.press('Enregistrer')
  const link = linkTo(await world.inbox.last(anna.email), '/undo')
  const hash = async (): Promise<string> => (await world.idp.db('account').where({ id }).first()).password_hash
  return { ...world, world, id, visitor, link, hash }
}

test('opening the link changes nothing, and its token leaves the address', async (t) => {
  const { world, link, hash, idp } = await stage(t)
  const before = await hash()
  for (let n = 0; n < 5; n += 1) await world.visitor().open(link)
  const owner = await world.visitor().open(link)
  t.is(owner.path, '/undo')
  t.is(owner.headers.get('referrer-policy'), 'no-referrer')
  t.regex(owner.text, /anna@example\.test/)
  t.is(await hash(), before)
  t.is((await idp.db('undo_link').whereNull('used_at')).length, 1)
  t.false(JSON.stringify(await idp.db('undo_link')).includes(new URL(link).searchParams.get('token') ?? 'x'))
})

test('it works once, for 72 hours, and for nobody who makes one up', async (t) => {
  const { world, link, clock, inbox, idp } = await stage(t)
  const early = await world.visitor().open(link)
  const owner = await world.visitor().open(link)
  await owner.press('Annuler le changement')
  t.is(owner.heading, 'Le changement est annulé.')
  t.is((await inbox.last(anna.email)).subject, 'Le changement est annulé')
  t.deepEqual(await idp.db('audit_event').where({ action: 'change.undone' }).pluck('details'), ['{"what":"password"}'])
  await early.press('Annuler le changement')
  t.is(early.status, 410)
  t.is(early.heading, 'Ce lien n’est plus valable.')

  clock.pass(MINUTE)
  const again = await at(world, '/account/password', anna)
  again.fill('Mot de passe actuel', anna.password).fill('Nouveau mot de passe', 'eight copper kettles')
  await again.press('Enregistrer')
  const second = linkTo(await inbox.last(anna.email), '/undo')
  const late = await world.visitor().open(second)
  t.is(late.status, 200)
  clock.pass(72 * HOUR)
  await late.press('Annuler le changement')
  t.is(late.status, 410)
  for (const token of ['', 'A'.repeat(43), '%0d%0ax', 'short']) {
    t.is((await world.visitor().open(`/undo?token=${token}`)).status, 410, token)
  }
})

test('every session ends, no browser is known, and the portal is told', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, anna)
  const { url } = world.idp.config
  const visitor = await signIn(await world.visitor().open(`${url}/account/password`), anna)
  visitor.fill('Mot de passe actuel', anna.password).fill('Nouveau mot de passe', 'seven copper kettles')
  await visitor.press('Enregistrer')
  const link = linkTo(await world.inbox.last(anna.email), '/undo')
  const home = await world.visitor().open('/login')
  await signIn(home, { ...anna, password: 'seven copper kettles' })
  t.is(home.path, '/home')
  await (await world.visitor().open(link)).press('Annuler le changement')
  await world.idp.outbox.drain()
  await home.open(`${world.portalUrl}/home`)
  t.not(home.path, '/home')
  t.is((await visitor.open(`${url}/account`)).heading, 'Connectez-vous.')
  t.is((await world.idp.db('known_device')).length, 0)
})

test('what cannot be had any more is said, and nothing is changed', async (t) => {
  const { world, id, idp, hash, visitor } = await stage(t)
  const account = {
    ...anna,
    id,
    passwordHash: '',
    lang: 'fr',
    blocked: false,
    passwordChangedAt: 0,
    deleteAt: undefined,
  } as const
  const change = { account, kind: 'factor', former: 'gone', address: anna.email } as const
  const before = await hash()
  const link = await idp.db.transaction((tx) => offerUndo(tx, idp, change))
  const owner = await world.visitor().open(link)
  await owner.press('Annuler le changement')
  t.is(owner.status, 409)
  t.is(await hash(), before)
  t.is((await visitor.open('/account')).heading, 'Mon BMW ID.', 'and nobody is signed out')
  t.is((await owner.open(link)).status, 200, 'the link is not used up')
})
