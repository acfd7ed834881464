import test from 'ava'
import { HOUR } from '../../shared/time.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { worldWith } from '../support/world.ts'
import { ageSessions, at, recorded } from './account.support.ts'

const { anna } = people

test('people change civility, names and the language of mails, without a proof anew', async (t) => {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  const visitor = await at(world, '/account', anna)
  await ageSessions(world, HOUR)
  await visitor.follow('Modifier (Mon profil)')
  t.is(visitor.heading, 'Mon profil.')
  t.is(visitor.field('Nom'), 'Lindqvist')
  visitor.fill('Prénom', '  Anna   Maria ').fill('Nom', 'Lindqvist-Dubois').choose('Anglais')
  await visitor.press('Enregistrer')
  t.is(visitor.path, '/account/profile?told=saved')
  t.regex(visitor.text, /Votre profil est à jour/)
  t.is(visitor.field('Prénom'), 'Anna Maria')
  const { given_name, family_name, civility, lang } = await world.idp.db('account').where({ id }).first()
  t.deepEqual([given_name, family_name, civility, lang], ['Anna Maria', 'Lindqvist-Dubois', 'madame', 'en'])
  const [event] = await world.idp.db('audit_event').where({ action: 'profile.changed' })
  t.deepEqual(JSON.parse(event.details), { fields: 'givenName familyName lang' })
  await visitor.press('Enregistrer')
  t.deepEqual(await recorded(world, id), ['profile.changed'], 'what is so already is no change')
})

test('what is wrong stands beside its field in the words of signing up, and nothing is changed', async (t) => {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  const visitor = await at(world, '/account/profile', anna)
  visitor.fill('Prénom', 'Gagnez 1000 euros').fill('Nom', '')
  await visitor.press('Enregistrer')
  t.is(visitor.status, 422)
  t.regex(visitor.said('Prénom'), /Indiquez votre prénom\./)
  t.regex(visitor.said('Nom'), /Indiquez votre nom\./)
  t.is(visitor.field('Prénom'), 'Gagnez 1000 euros')
  t.is((await world.idp.db('account').where({ id }).first()).given_name, 'Anna')
})

test('of two tabs the last one counts, and each shows what is kept', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const one = await at(world, '/account/profile', anna)
  const two = await at(world, '/account/profile', anna)
  await one.fill('Nom', 'Premier').press('Enregistrer')
  await two.fill('Nom', 'Dernier').press('Enregistrer')
  t.is(two.field('Nom'), 'Dernier')
  await one.reload()
  t.is(one.field('Nom'), 'Dernier')
})

test('only its owner changes a profile', async (t) => {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  const stranger = world.visitor()
  await stranger.open('/account/profile')
  t.is(stranger.heading, 'Connectez-vous.')
  const form = { civility: 'monsieur', givenName: 'X', familyName: 'Y', lang: 'fr' }
  await stranger.arriveFrom(world.url, '/account/profile', form)
  t.is(stranger.heading, 'Connectez-vous.')
  const visitor = await at(world, '/account/profile', anna)
  await visitor.arriveFrom('https://elsewhere.example', '/account/profile', form)
  t.is(visitor.status, 403)
  t.is((await world.idp.db('account').where({ id }).first()).family_name, 'Lindqvist')
})

test('apps know the new name at the next sign-in', async (t) => {
  const world = await worldWith(t)
  const id = await openAccountOf(world.idp, anna)
  const home = await world.visitor().open('/login')
  await home.fill('BMW ID (adresse e-mail)', anna.email).fill('Mot de passe', anna.password).press('Connexion')
  t.regex(home.text, /Madame Lindqvist/)
  await world.idp.db('account').where({ id }).update({ family_name: 'Dubois', email: 'a.dubois@example.test' })
  await home.open(`${world.portalUrl}/login`)
  await home.open(`${world.portalUrl}/home`)
  t.regex(home.text, /Madame Dubois/)
  t.is((await world.portal.db('customer').first()).email, 'a.dubois@example.test')
})
