import { readFileSync } from 'node:fs'
import test, { type ExecutionContext } from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { signIn } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { worldWith } from '../support/world.ts'
import { ageSessions, at, linkTo, recorded } from './account.support.ts'

const { anna } = people
const FRESH = 'seven copper kettles'

async function stage(t: ExecutionContext, database?: DatabaseKind) {
  const world = await idpWith(t, database === undefined ? {} : { database })
  const id = await openAccountOf(world.idp, anna)
  world.clock.pass(HOUR)
  const visitor = await at(world, '/account/password', anna)
  const isPassword = async (password: string): Promise<boolean> =>
    world.idp.passwords.matches(password, (await world.idp.db('account').where({ id }).first()).password_hash)
  return { ...world, world, id, visitor, isPassword }
}

const change = (visitor: Visitor, current: string, password: string): Promise<Visitor> =>
  visitor.fill('Mot de passe actuel', current).fill('Nouveau mot de passe', password).press('Enregistrer')

for (const database of DATABASES) {
  test(`a change takes the present password, ends the other sessions and is mailed with a way back, on ${database} [R8]`, async (t) => {
    const { world, id, idp, visitor, inbox, clock, isPassword } = await stage(t, database)
    const other = await at(world, '/account', anna)
    t.is((await idp.db('known_device')).length, 2)
    t.is((await inbox.last(anna.email)).subject, 'Nouvelle connexion à votre BMW ID')
    clock.pass(MINUTE)
    await change(visitor, anna.password, FRESH)
    t.is(visitor.heading, 'Votre mot de passe est changé.')
    t.true(await isPassword(FRESH))
    await visitor.follow('Mon BMW ID')
    t.is(visitor.heading, 'Mon BMW ID.', 'this session stays')
    await other.open('/account')
    t.is(other.heading, 'Connectez-vous.', 'the other is out at its next request')
    t.is((await idp.db('known_device')).length, 1)
    t.deepEqual(await recorded(world, id), ['password.changed'])

    const mail = await inbox.last(anna.email)
    t.is(mail.subject, 'Votre mot de passe a été changé')
    const undo = linkTo(mail, '/undo')
    const [kept] = await idp.db('undo_link')
    t.false(JSON.stringify(kept).includes('argon2'), 'the former password lies sealed')
    clock.pass(71 * HOUR)
    const owner = await world.visitor().open(undo)
    t.is(owner.heading, 'Reprendre votre ancien mot de passe ?')
    await owner.press('Annuler le changement')
    t.is(owner.heading, 'Le changement est annulé.')
    t.true(await isPassword(anna.password))
    await visitor.open('/account')
    t.is(visitor.heading, 'Connectez-vous.', 'everything ends')
    t.is((await idp.db('known_device')).length, 0)
  })
}

test('a wrong present password changes nothing, and counts as a wrong password of signing in [R8]', async (t) => {
  const { world, id, visitor, isPassword, idp } = await stage(t)
  await idp.db('known_device').delete()
  await change(visitor, 'not my password at all', FRESH)
  t.is(visitor.status, 422)
  t.regex(visitor.said('Mot de passe actuel'), /Ce n’est pas votre mot de passe actuel/)
  await change(visitor, '', FRESH)
  t.regex(visitor.said('Mot de passe actuel'), /Indiquez votre mot de passe actuel/)
  for (let n = 0; n < 5; n += 1) await change(visitor, `not my password ${n}`, FRESH)
  t.is(visitor.status, 429)
  t.regex(visitor.text, /Trop d’essais\. Réessayez dans/)
  await change(visitor, anna.password, FRESH)
  t.is(visitor.status, 429, 'not judged, though it is right')
  const login = await signIn(await world.visitor().open('/account'), anna)
  t.is(login.status, 429, 'one count for both')
  t.true(await isPassword(anna.password))
  t.true((await recorded(world, id)).includes('login.failed'))
})

test('the new password is held to the rules, which can be read, and is another one [R4][R6]', async (t) => {
  const { visitor, isPassword } = await stage(t)
  t.regex(visitor.text, /Quels mots de passe sont refusés \?/)
  t.regex(visitor.text, /Les plus courants/)
  const refused = async (password: string, why: RegExp) => {
    await change(visitor, anna.password, password)
    t.is(visitor.status, 422, password)
    t.regex(visitor.said('Nouveau mot de passe'), why)
  }
  await refused('trop court', /au moins 12 caractères/)
  await refused('123450987612345', /chiffres seulement/)
  await refused('anna.lindqvist!', /votre nom/)
  await refused(anna.password, /déjà votre mot de passe/)
  const common = readFileSync(fromRoot('idp/password/common-passwords.txt'), 'utf8').trim().split('\n')
  const listed = common.filter((word) => Array.from(word).length >= 12 && !/^\d+$/.test(word)).slice(0, 100)
  t.is(listed.length, 100)
  for (const word of listed) await refused(word, /trop courant|suite trop simple|reprend surtout/)
  t.true(await isPassword(anna.password))
})

test('a change needs a proof at most five minutes old, and never keeps a password [R34]', async (t) => {
  const { world, visitor, isPassword } = await stage(t)
  await ageSessions(world, 6 * MINUTE)
  await change(visitor, anna.password, FRESH)
  t.is(visitor.heading, 'Connectez-vous.')
  await signIn(visitor, anna)
  t.is(visitor.heading, 'Changer de mot de passe.')
  t.is(visitor.field('Nouveau mot de passe'), '')
  t.true(await isPassword(anna.password))
})

test('the fields are known to password managers, and can be shown and pasted into [R3]', async (t) => {
  const { visitor } = await stage(t)
  const fields = visitor.html.match(/<input[^>]*type="password"[^>]*>/g) ?? []
  t.is(fields.length, 2)
  t.regex(fields[0] ?? '', /autocomplete="current-password"/)
  t.regex(fields[1] ?? '', /autocomplete="new-password"/)
  for (const field of fields) {
    t.notRegex(field, /onpaste|pattern=|readonly/i)
    t.regex(field, /data-reveal-show/)
  }
})

test('links of later changes are dead once an earlier one was taken back', async (t) => {
  const { world, visitor, inbox, clock, isPassword } = await stage(t)
  await change(visitor, anna.password, FRESH)
  const first = linkTo(await inbox.last(anna.email), '/undo')
  clock.pass(2 * MINUTE)
  await visitor.open('/account/password')
  await change(visitor, FRESH, 'copper lanterns at noon')
  const second = linkTo(await inbox.last(anna.email), '/undo')
  await (await world.visitor().open(first)).press('Annuler le changement')
  t.true(await isPassword(anna.password))
  t.is((await world.visitor().open(second)).status, 410)
})

test('a reset mails no way back to the password that was forgotten', async (t) => {
  const { world, inbox } = await stage(t)
  const owner = await world.visitor().open('/password/forgot')
  await owner.fill('Adresse e-mail', anna.email).press('Recevoir un lien')
  await owner.open(linkTo(await inbox.last(anna.email), '/password/reset'))
  await owner.fill('Nouveau mot de passe', FRESH).press('Enregistrer')
  const { links } = await inbox.last(anna.email)
  t.true(links.length > 0)
  t.true(links.every((link) => new URL(link).pathname === '/password/forgot'))
})

test('a link to choose a password that was mailed before is dead after the change', async (t) => {
  const { world, visitor, inbox } = await stage(t)
  const other = await world.visitor().open('/password/forgot')
  await other.fill('Adresse e-mail', anna.email).press('Recevoir un lien')
  const reset = linkTo(await inbox.last(anna.email), '/password/reset')
  await change(visitor, anna.password, FRESH)
  t.is((await world.visitor().open(reset)).status, 410)
})

test('apps in other sessions are told', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, anna)
  const home = await signIn(await world.visitor().open('/login'), anna)
  t.is(home.path, '/home')
  const visitor = await signIn(await world.visitor().open(`${world.idp.config.url}/account/password`), anna)
  await change(visitor, anna.password, FRESH)
  await world.idp.outbox.drain()
  await home.open(`${world.portalUrl}/home`)
  t.not(home.path, '/home')
})
