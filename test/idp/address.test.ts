import test, { type ExecutionContext } from 'ava'
import { settleAddresses } from '../../idp/address/service.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { signIn } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { giveApp } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { worldWith } from '../support/world.ts'
import { ageSessions, at, linkTo, recorded } from './account.support.ts'
import { signUp } from './signing-up.ts'

const { anna, ben } = people
const NEW = 'anna.lindqvist@other.example'

async function stage(t: ExecutionContext, database?: DatabaseKind) {
  const world = await idpWith(t, database === undefined ? {} : { database })
  const id = await openAccountOf(world.idp, anna)
  world.clock.pass(HOUR)
  return { ...world, world, id, visitor: await at(world, '/account/email', anna) }
}

const ask = (visitor: Visitor, email: string): Promise<Visitor> =>
  visitor.fill('Nouvelle adresse e-mail', email).press('Envoyer le lien')

const proofOf = async ({ inbox }: TestIdp, email = NEW): Promise<string> =>
  linkTo(await inbox.last(email), '/account/email/confirm')

/** Asks for the new address and proves it, in the same browser. */
async function move(world: TestIdp, visitor: Visitor, email = NEW): Promise<void> {
  await visitor.open('/account/email')
  await ask(visitor, email)
  await visitor.open(await proofOf(world, email))
  await visitor.press('Confirmer cette adresse')
}

const emailOf = async ({ idp }: TestIdp, id: string): Promise<string> =>
  (await idp.db('account').where({ id }).first()).email

test('an address is changed when the new one is proven, and the old one is told with a way back [R74]', async (t) => {
  const { world, id, visitor, inbox } = await stage(t)
  await ask(visitor, NEW)
  t.is(visitor.heading, 'Mon profil.')
  t.regex(visitor.text, /Changement en cours vers anna\.lindqvist@other\.example/)
  t.is(await emailOf(world, id), anna.email, 'nothing holds before the proof')
  const notice = await inbox.last(anna.email)
  t.is(notice.subject, 'Votre adresse va changer')
  t.false(notice.text.includes('other.example'), 'nothing that was typed gets into a mail')
  const proof = await inbox.last(NEW)
  t.is(proof.subject, 'Confirmez votre nouvelle adresse')
  t.notRegex(proof.text + proof.html, /Lindqvist|Anna|anna@example/, 'a stranger may read it')

  await visitor.open(linkTo(proof, '/account/email/confirm'))
  t.is(visitor.path, '/account/email/confirm', 'the token is out of the address bar')
  t.is(visitor.headers.get('referrer-policy'), 'no-referrer')
  t.is(await emailOf(world, id), anna.email, 'opening a link changes nothing')
  await visitor.press('Confirmer cette adresse')
  t.regex(visitor.text, /Votre adresse est changée/)
  t.regex(visitor.text, /Vous vous connectez avec\s+anna\.lindqvist@other\.example/)
  t.is(await emailOf(world, id), NEW)
  t.deepEqual(await recorded(world, id), ['email.changeRequested', 'email.changed'])
  const told = await inbox.last(anna.email)
  t.is(told.subject, 'Votre adresse a été changée')
  t.regex(told.text, /72 heures/)
  await visitor.open(linkTo(proof, '/account/email/confirm'))
  t.is(visitor.status, 410, 'the link works once')

  const back = await signIn(await world.visitor().open('/account'), { ...anna, email: NEW })
  t.is(back.heading, 'Mon BMW ID.')
  const old = await signIn(await world.visitor().open('/account'), anna)
  t.is(old.status, 422)
})

for (const database of DATABASES) {
  test(`other sessions end with the change and this one stays, on ${database} [R74]`, async (t) => {
    const { world, id, idp, visitor } = await stage(t, database)
    const other = await at(world, '/account', anna)
    t.is((await idp.db('known_device')).length, 2)
    await move(world, visitor)
    await visitor.open('/account')
    t.is(visitor.heading, 'Mon BMW ID.')
    await other.open('/account')
    t.is(other.heading, 'Connectez-vous.')
    t.is((await idp.db('known_device')).length, 1)
    t.is((await idp.db('engine_object').where({ model: 'Session', account_id: id })).length, 1)
  })

  test(`the link to the old address takes the change back, once, and everything ends, on ${database} [R74]`, async (t) => {
    const { world, id, visitor, inbox, idp, clock } = await stage(t, database)
    await move(world, visitor)
    clock.pass(71 * HOUR)
    const asked = await world.visitor().open('/password/forgot')
    await asked.fill('Adresse e-mail', NEW).press('Recevoir un lien')
    const reset = linkTo(await inbox.last(NEW), '/password/reset')
    const owner = world.visitor()
    await owner.open(linkTo(await inbox.last(anna.email), '/undo'))
    t.is(owner.heading, 'Reprendre votre ancienne adresse ?')
    await owner.press('Annuler le changement')
    t.is(owner.heading, 'Le changement est annulé.')
    t.is(await emailOf(world, id), anna.email)
    t.is((await idp.db('engine_object').where({ model: 'Session' })).length, 0)
    t.is((await idp.db('former_address')).length, 0)
    t.is((await inbox.last(NEW)).subject, 'Le changement d’adresse est annulé')
    t.is((await world.visitor().open(reset)).status, 410, 'what lies in the other mailbox is dead')
    await visitor.open('/account')
    t.is(visitor.heading, 'Connectez-vous.')
  })
}

test('with the address goes back what was changed since, because its links went to the other address', async (t) => {
  const { world, id, visitor, inbox, idp, clock } = await stage(t)
  await move(world, visitor)
  const undo = linkTo(await inbox.last(anna.email), '/undo')
  clock.pass(MINUTE)
  await visitor.open('/account/password')
  visitor.fill('Mot de passe actuel', anna.password).fill('Nouveau mot de passe', 'seven copper kettles')
  await visitor.press('Enregistrer')
  t.is(visitor.heading, 'Votre mot de passe est changé.')
  const later = linkTo(await inbox.last(NEW), '/undo')
  clock.pass(MINUTE)
  await move(world, visitor, 'third@other.example')
  const owner = await world.visitor().open(undo)
  await owner.press('Annuler le changement')
  t.is(await emailOf(world, id), anna.email)
  const { password_hash } = await idp.db('account').where({ id }).first()
  t.true(await idp.passwords.matches(anna.password, password_hash))
  for (const link of [later, linkTo(await inbox.last(NEW), '/undo')]) {
    t.is((await world.visitor().open(link)).status, 410, 'who had the other address cannot take it back')
  }
})

test('the old address is kept free for 72 hours, and looks taken to everybody [R74]', async (t) => {
  const { world, id, visitor, inbox, idp, clock } = await stage(t)
  await openAccountOf(idp, ben)
  await move(world, visitor)
  clock.pass(2 * MINUTE)
  const stranger = await signUp(world.visitor(), anna)
  t.is(stranger.heading, 'Merci pour votre inscription.')
  const mail = await inbox.last(anna.email)
  t.is(mail.subject, 'Cette adresse est réservée')
  t.notRegex(mail.text, /Lindqvist/)
  const other = await at(world, '/account/email', ben)
  clock.pass(2 * MINUTE)
  await ask(other, anna.email)
  t.regex(other.text, /E-mail envoyé à la nouvelle adresse/)
  t.is((await inbox.last(anna.email)).subject, 'Cette adresse est réservée')
  clock.pass(2 * MINUTE)
  await move(world, visitor, anna.email)
  t.is(await emailOf(world, id), anna.email, 'whoever left it may come back')

  clock.pass(73 * HOUR)
  await move(world, other, NEW)
  t.regex(other.text, /Vous vous connectez avec\s+anna\.lindqvist@other\.example/, 'free again after that')
})

test('what was begun before does not get an address that is kept free: no sign-up, and no change', async (t) => {
  const { world, visitor, inbox, idp, clock } = await stage(t)
  const benId = await openAccountOf(idp, ben)
  const other = await at(world, '/account/email', ben)
  await ask(other, NEW)
  const proof = await proofOf(world)
  clock.pass(2 * MINUTE)
  const early = world.visitor()
  await signUp(early, { ...people.morel, email: NEW })
  const activation = linkTo(await inbox.last(NEW), '/activate')
  clock.pass(2 * MINUTE)
  await move(world, visitor)
  clock.pass(2 * MINUTE)
  await move(world, visitor, 'third@other.example')
  await early.open(activation)
  await early.press('Activer mon BMW ID')
  t.is((await idp.db('account')).length, 2)
  await other.open(proof)
  await other.press('Confirmer cette adresse')
  t.is(other.status, 409)
  t.is(other.heading, 'Cette adresse n’est pas disponible.')
  t.is(await emailOf(world, benId), ben.email)
})

test('an address that has a BMW ID looks like any other; its owner is told', async (t) => {
  const { world, id, visitor, inbox, idp } = await stage(t)
  await openAccountOf(idp, ben)
  await ask(visitor, 'Ben@Example.test')
  t.regex(visitor.text, /E-mail envoyé à la nouvelle adresse/)
  const mail = await inbox.last(ben.email)
  t.is(mail.subject, 'Cette adresse est déjà celle de votre BMW ID')
  t.notRegex(mail.text, /Lindqvist|anna@/)
  t.deepEqual(mail.links, [])
  t.is(await emailOf(world, id), anna.email)
})

test('the link does nothing for a stranger, and for somebody signed in to another BMW ID', async (t) => {
  const { world, id, visitor, idp } = await stage(t)
  await openAccountOf(idp, ben)
  await ask(visitor, NEW)
  const proof = await proofOf(world)
  const stranger = await world.visitor().open(proof)
  t.is(stranger.heading, 'Connectez-vous.')
  t.notRegex(stranger.html, /Lindqvist|anna@/)
  await signIn(stranger, ben)
  t.is(stranger.status, 403)
  t.is(stranger.heading, 'Ce lien est pour un autre BMW ID.')
  t.notRegex(stranger.html, /Lindqvist|anna|other\.example/)
  await stranger.arriveFrom(world.url, '/account/email/confirm', {})
  t.is(stranger.status, 410)
  t.is(await emailOf(world, id), anna.email)
  const phone = await world.visitor().open(proof)
  await signIn(phone, anna)
  await phone.press('Confirmer cette adresse')
  t.is(await emailOf(world, id), NEW, 'in whichever browser she signs in')
})

test('a wish is seen, can be cancelled, is replaced by the next, and ends after a day', async (t) => {
  const { world, id, visitor, clock } = await stage(t)
  await ask(visitor, NEW)
  const first = await proofOf(world)
  clock.pass(2 * MINUTE)
  await visitor.open('/account/email')
  await ask(visitor, 'second@other.example')
  t.is((await visitor.open(first)).status, 410, 'replaced')
  await visitor.open('/account/profile')
  await visitor.press('Annuler le changement')
  t.regex(visitor.text, /Votre adresse reste la même/)
  t.is((await visitor.open(await proofOf(world, 'second@other.example'))).status, 410, 'cancelled')
  clock.pass(2 * MINUTE)
  await visitor.open('/account/email')
  await ask(visitor, NEW)
  clock.pass(25 * HOUR)
  t.is((await visitor.open(await proofOf(world))).status, 410, 'expired')
  for (const token of ['', 'A'.repeat(43), '%0d%0ax']) {
    t.is((await visitor.open(`/account/email/confirm?token=${token}`)).status, 410, 'made up')
  }
  t.is(await emailOf(world, id), anna.email)
})

test('the old address can cancel what was only asked for, and everybody is signed out', async (t) => {
  const { world, id, visitor, inbox, idp } = await stage(t)
  await ask(visitor, NEW)
  const cancel = linkTo(await inbox.last(anna.email), '/address/cancel')
  const owner = world.visitor()
  for (let n = 0; n < 3; n += 1) await owner.open(cancel)
  t.is((await idp.db('address_change')).length, 1, 'opening it changes nothing')
  await owner.press('Annuler la demande')
  t.is(owner.heading, 'Le changement est annulé.')
  await visitor.open(await proofOf(world))
  t.is(visitor.status, 410)
  await visitor.open('/account')
  t.is(visitor.heading, 'Connectez-vous.')
  t.is((await owner.open(cancel)).status, 410)
  t.is(await emailOf(world, id), anna.email)
})

test('a reset kills a change that is under way, also one that waits [R25][R74]', async (t) => {
  for (const lost of [false, true]) {
    const { world, id, visitor, inbox, clock, idp } = await stage(t)
    if (lost) visitor.check('Je n’ai plus accès à mon adresse actuelle.')
    await ask(visitor, NEW)
    const proof = await proofOf(world)
    if (lost) await (await visitor.open(proof)).press('Confirmer cette adresse')
    clock.pass(2 * MINUTE)
    const owner = await world.visitor().open('/password/forgot')
    await owner.fill('Adresse e-mail', anna.email).press('Recevoir un lien')
    await owner.open(linkTo(await inbox.last(anna.email), '/password/reset'))
    await owner.fill('Nouveau mot de passe', 'seven copper kettles').press('Enregistrer')
    t.is((await world.visitor().open(proof)).status, 410)
    clock.pass(80 * HOUR)
    t.is(await settleAddresses(idp), 0)
    t.is(await emailOf(world, id), anna.email)
  }
})

test('whoever has lost the old mailbox waits 72 hours, in which it can be cancelled, and then needs nobody there', async (t) => {
  const { world, id, visitor, inbox, clock, idp } = await stage(t)
  visitor.check('Je n’ai plus accès à mon adresse actuelle.')
  await ask(visitor, NEW)
  await visitor.open(await proofOf(world))
  await visitor.press('Confirmer cette adresse')
  t.regex(visitor.text, /Vous vous connecterez avec elle à partir du/)
  const told = await inbox.last(anna.email)
  t.is(told.subject, 'Votre adresse changera bientôt')
  t.truthy(linkTo(told, '/address/cancel'))
  clock.pass(71 * HOUR)
  t.is(await settleAddresses(idp), 0)
  t.is(await emailOf(world, id), anna.email)
  clock.pass(2 * HOUR)
  const other = await world.otherProcess()
  const settled = await Promise.all([settleAddresses(idp), settleAddresses(other.idp)])
  t.is(settled[0] + settled[1], 1, 'of two processes one lets it hold')
  await Promise.all([idp.outbox.drain(), other.idp.outbox.drain()])
  t.is(await emailOf(world, id), NEW)
  t.is((await inbox.last(NEW)).subject, 'Votre nouvelle adresse est en place')
  const last = await inbox.last(anna.email)
  t.is(last.subject, 'Votre adresse a été changée')
  t.deepEqual(last.links, [], 'a stranger who reads there by now gets no way back')
  t.is((await idp.db('engine_object').where({ model: 'Session' })).length, 0)
})

test('with two factors the lost mailbox is not waited for', async (t) => {
  const { world, id, idp, inbox } = await stage(t)
  const { codes } = await giveApp(idp, id)
  const visitor = await at(world, '/account/email', anna)
  await visitor.follow('Utiliser un code de secours')
  await visitor.fill('Code de secours', codes[0] ?? '').press('Continuer')
  visitor.check('Je n’ai plus accès à mon adresse actuelle.')
  await ask(visitor, NEW)
  await visitor.open(await proofOf(world))
  await visitor.press('Confirmer cette adresse')
  t.is(await emailOf(world, id), NEW)
  t.deepEqual((await inbox.last(anna.email)).links, [])
})

test('a change needs a proof at most five minutes old, and keeps what was typed [R34][R74]', async (t) => {
  const { world, id, visitor, idp } = await stage(t)
  await ageSessions(world, 6 * MINUTE)
  await ask(visitor, NEW)
  t.is(visitor.heading, 'Connectez-vous.')
  t.is((await idp.db('address_change')).length, 0)
  await signIn(visitor, anna)
  t.is(visitor.heading, 'Changer d’adresse e-mail.')
  t.is(visitor.field('Nouvelle adresse e-mail'), NEW)
  t.regex(visitor.text, /Ce que vous aviez saisi est toujours là/)
  await visitor.press('Envoyer le lien')
  t.is(visitor.heading, 'Mon profil.')
  t.is(await emailOf(world, id), anna.email)
})

test('what is wrong is said; more than five wishes an hour are refused', async (t) => {
  const { visitor, clock } = await stage(t)
  await ask(visitor, 'anna@')
  t.is(visitor.status, 422)
  t.regex(visitor.said('Nouvelle adresse e-mail'), /par exemple nom@exemple\.fr/)
  await ask(visitor, 'ANNA@example.test')
  t.regex(visitor.said('Nouvelle adresse e-mail'), /déjà votre adresse/)
  for (let n = 0; n < 5; n += 1) {
    clock.pass(2 * MINUTE)
    await visitor.open('/account/email')
    await ask(visitor, `n${n}@other.example`)
    t.is(visitor.heading, 'Mon profil.')
  }
  await visitor.open('/account/email')
  await ask(visitor, NEW)
  t.is(visitor.status, 429)
  t.truthy(visitor.headers.get('retry-after'))
})

test('the portal follows at the next sign-in', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, anna)
  const home = await world.visitor().open('/login')
  await signIn(home, anna)
  t.is(home.path, '/home')
  const idpVisitor = await signIn(await world.visitor().open(`${world.idp.config.url}/account/email`), anna)
  await ask(idpVisitor, NEW)
  await idpVisitor.open(linkTo(await world.inbox.last(NEW), '/account/email/confirm'))
  await idpVisitor.press('Confirmer cette adresse')
  await world.idp.outbox.drain()
  await home.open(`${world.portalUrl}/home`)
  t.not(home.path, '/home', 'the portal was told that the session is over')
  await signIn(await home.open(`${world.portalUrl}/login`), { ...anna, email: NEW })
  t.is(home.path, '/home')
  t.is((await world.portal.db('customer').first()).email, NEW)
})
