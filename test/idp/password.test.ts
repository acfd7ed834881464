import test from 'ava'
import { MINUTE } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { worldWith } from '../support/world.ts'

const { anna } = people
const FRESH = 'seven copper kettles'

const askFor = async (visitor: Visitor, email: string): Promise<Visitor> => {
  await visitor.open('/password/forgot')
  return visitor.fill('Adresse e-mail', email).press('Recevoir un lien')
}

const choose = (visitor: Visitor, password: string): Promise<Visitor> =>
  visitor.fill('Nouveau mot de passe', password).press('Enregistrer')

test('a forgotten password is replaced with a link from the mailbox [R22][R23][R26]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const id = await openAccountOf(idp, anna)
  const person = visitor()
  await askFor(person, 'Anna@Example.test')
  t.is(person.heading, 'Regardez votre boîte mail.')
  const mail = await inbox.last(anna.email)
  t.is(mail.subject, 'Choisissez un nouveau mot de passe')
  const link = mail.links[0] ?? ''
  t.true(link.startsWith(`${idp.config.url}/password/reset?token=`))
  const [row] = await idp.db('password_reset')
  t.false(JSON.stringify(row).includes(new URL(link).searchParams.get('token') ?? 'x'))

  await person.open(link)
  t.is(person.path, '/password/reset', 'the token is out of the address bar')
  t.is(person.headers.get('referrer-policy'), 'no-referrer')
  t.regex(person.text, /anna@example\.test/)
  await choose(person, 'trop court')
  t.is(person.status, 422)
  t.regex(person.said('Nouveau mot de passe'), /au moins 12 caractères/)
  await choose(person, 'anna@example.test')
  t.is(person.status, 422)
  await choose(person, FRESH)
  t.is(person.heading, 'Votre mot de passe est changé.')
  t.regex(person.text, /Tous vos appareils ont été déconnectés\./)
  t.truthy(person.links.find((each) => each.text === 'Connexion'))

  const account = await idp.db('account').where({ id }).first()
  t.true(await idp.passwords.matches(FRESH, account.password_hash))
  t.is((await inbox.last(anna.email)).subject, 'Votre mot de passe a été changé')
  t.regex((await inbox.last(anna.email)).text, /Ce n’était pas vous/)
  t.deepEqual(await idp.db('audit_event').pluck('action'), ['password.resetRequested', 'password.changed'])
  await person.open(link)
  t.is(person.status, 410)
})

test('a link is dead once it is used, replaced, half an hour old, or made up [R23]', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  await openAccountOf(idp, anna)
  const person = visitor()
  await askFor(person, anna.email)
  const first = await inbox.lastLink(anna.email)
  await person.open(first)
  clock.pass(2 * MINUTE)
  await askFor(visitor(), anna.email)
  const second = await inbox.lastLink(anna.email)
  await choose(person, FRESH)
  t.is(person.status, 410, 'replaced while the form was open')
  t.is(person.heading, 'Ce lien n’est plus valable.')
  await person.open(second)
  clock.pass(31 * MINUTE)
  await choose(person, FRESH)
  t.is(person.status, 410, 'half an hour old')
  for (const path of [
    '/password/reset',
    '/password/reset?token=',
    `/password/reset?token=${'A'.repeat(43)}`,
    '/password/reset?token=%0d%0ax',
  ]) {
    const other = await visitor().open(path)
    t.is(other.status, 410, path)
    await other.press('Recevoir un nouveau lien')
    t.is(other.path, '/password/forgot')
  }
})

test('opening a link changes nothing [R26]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  await openAccountOf(idp, anna)
  await askFor(visitor(), anna.email)
  const link = await inbox.lastLink(anna.email)
  for (let i = 0; i < 20; i += 1) await visitor().open(link)
  const person = await visitor().open(link)
  await choose(person, FRESH)
  t.is(person.heading, 'Votre mot de passe est changé.')
})

for (const database of DATABASES) {
  test.serial(`of many who use one link at once one wins, on ${database} [R23]`, async (t) => {
    const { idp, visitor, inbox, otherProcess } = await idpWith(t, { database })
    const id = await openAccountOf(idp, anna)
    await askFor(visitor(), anna.email)
    const link = await inbox.lastLink(anna.email)
    const other = await otherProcess()
    const all = await Promise.all(
      Array.from({ length: 8 }, async (_, at) => (at % 2 ? visitor() : other.visitor()).open(link)),
    )
    await Promise.all(all.map((person, at) => choose(person, `${FRESH} ${at}`)))
    const winners = all.flatMap((person, at) => (person.heading === 'Votre mot de passe est changé.' ? [at] : []))
    t.is(winners.length, 1)
    t.is(all.filter((person) => person.status === 410).length, 7)
    const { password_hash } = await idp.db('account').where({ id }).first()
    t.true(await idp.passwords.matches(`${FRESH} ${winners[0]}`, password_hash))
    t.is((await idp.db('audit_event').where({ action: 'password.changed' })).length, 1)
  })

  test(`a new password ends every session and forgets every browser, on ${database} [R25]`, async (t) => {
    const { idp, portalUrl, visitor, inbox } = await worldWith(t, { database })
    await openAccountOf(idp, anna)
    const home = await visitor().open('/login')
    home.fill('BMW ID (adresse e-mail)', anna.email).fill('Mot de passe', anna.password)
    await home.press('Connexion')
    t.is(home.path, '/home')
    t.is((await idp.db('known_device')).length, 1)

    const elsewhere = await visitor().open(`${idp.config.url}/password/forgot`)
    await elsewhere.fill('Adresse e-mail', anna.email).press('Recevoir un lien')
    await elsewhere.open(await inbox.lastLink(anna.email))
    await choose(elsewhere, FRESH)
    await idp.outbox.drain()
    t.is((await idp.db('known_device')).length, 0)
    t.is((await idp.db('engine_object').where({ model: 'Session' })).length, 0)
    const [logout] = await idp.db('outbox').where({ kind: 'logout' })
    t.is(logout?.state, 'done')
    await home.open(`${portalUrl}/home`)
    t.not(home.path, '/home', 'the portal has been told')
    await home.open(`${portalUrl}/login`)
    t.is(home.heading, 'Connectez-vous.')
    home.fill('BMW ID (adresse e-mail)', anna.email).fill('Mot de passe', anna.password)
    await home.press('Connexion')
    t.is(home.status, 422)
    await home.fill('Mot de passe', FRESH).press('Connexion')
    t.is(home.path, '/home')
  })
}
