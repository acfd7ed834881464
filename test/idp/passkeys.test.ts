import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { askReset } from '../../idp/security/service.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { signIn, testApp } from '../support/app.ts'
import { givePasskey, type Options, softAuthenticator, type Tampering } from '../support/authenticator.ts'
import { giveApp } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { ageSessions, at, linkTo, recorded } from './account.support.ts'

// Passkeys as the provider sees them: what an authenticator of ours sends, which may do what no honest one does. In a real
// browser: passkey-pages.test.ts.

const { anna, morel } = people

/** A provider where Anna has a passkey, and an app that sends people there. */
async function stage(t: ExecutionContext, of: { counter?: number } = {}) {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  const given = await givePasskey(world.idp, id, of)
  const app = await testApp(t, world)
  const begin = async (visitor: Visitor = world.visitor(), more?: Record<string, string>) => {
    const begun = await app.begin(more)
    return { begun, visitor: await visitor.open(begun.address) }
  }
  return Object.assign(Object.create(world) as typeof world, { id, ...given, app, begin })
}

type Stage = Awaited<ReturnType<typeof stage>>

const isIn = (visitor: Visitor): boolean => visitor.heading === 'Arrived' && visitor.path.includes('code=')

/** What the page’s script would fetch. */
async function optionsAt(world: Pick<Stage, 'url'>, visitor: Visitor, path: string): Promise<Options> {
  await visitor.arriveFrom(world.url, path, {})
  return JSON.parse(visitor.html) as Options
}

const questionOf = (visitor: Visitor): string => new URL(visitor.url).pathname.split('/').slice(0, 3).join('/')

/** ... and send. */
async function prove(world: Stage, visitor: Visitor, how: Tampering = {}, key = world.key): Promise<Visitor> {
  const question = questionOf(visitor)
  const options = await optionsAt(world, visitor, `${question}/passkey/options`)
  return visitor.arriveFrom(world.url, `${question}/passkey`, { credential: key.get(options, how), remember: '' })
}

const actions = async ({ idp }: Pick<Stage, 'idp'>): Promise<string[]> =>
  (await idp.db('audit_event').orderBy('no')).map(({ action }) => action as string)

test('a passkey alone signs in, by two factors [R70]', async (t) => {
  const world = await stage(t)
  const { begun, visitor } = await world.begin(undefined, { acr_values: 'aal2', prompt: 'login', max_age: '0' })
  await prove(world, visitor)
  t.true(isIn(visitor), visitor.text)
  const claims = oauth.getValidatedIdTokenClaims(await world.app.finish(begun, visitor.url))
  t.is(claims?.sub, world.id)
  t.deepEqual([claims?.['acr'], claims?.['amr']], ['aal2', ['swk', 'user', 'mfa']])
  const last = await world.idp.db('audit_event').orderBy('no', 'desc').first()
  t.is(JSON.parse(last.details).methods, 'passkey')
  const { last_used_at: used } = await world.idp.db('passkey').first()
  t.true(used > 0)
})

test('what is to be signed is 256 random bits, and tells nothing of who has a passkey [R70]', async (t) => {
  const world = await stage(t)
  const { visitor } = await world.begin()
  const path = `${questionOf(visitor)}/passkey/options`
  const [one, other] = [await optionsAt(world, visitor, path), await optionsAt(world, visitor, path)]
  t.is(Buffer.from(one.challenge, 'base64url').length, 32)
  t.not(one.challenge, other.challenge)
  const { challenge: _, ...rest } = one
  t.deepEqual(rest, { rpId: 'localhost', timeout: 5 * MINUTE, userVerification: 'required' } as object)
})

const tamperings: Readonly<Record<string, Tampering>> = {
  'another origin': { origin: 'http://localhost:9' },
  'a subdomain': { origin: 'http://evil.localhost' },
  'another host’s key': { rpId: 'example.test' },
  'a challenge of its own': { challenge: randomBytes(32).toString('base64url') },
  'a registration in place of a proof': { type: 'webauthn.create' },
  'a frame of another site': { crossOrigin: true },
  'nobody verified': { flags: 0x01 },
  'nobody present': { flags: 0x04 },
  neither: { flags: 0 },
  'a key that says it syncs, and did not when it was made': { flags: 0x0d },
  'another user': { handle: randomBytes(32).toString('base64url') },
  'no user': { handle: undefined },
  'a changed counter': { forged: true },
  'an unknown credential': { id: randomBytes(32).toString('base64url') },
}
for (const [what, how] of Object.entries(tamperings)) {
  test(`a passkey does not sign in with ${what} [R70]`, async (t) => {
    const world = await stage(t)
    const { visitor } = await world.begin()
    await prove(world, visitor, how)
    t.is(visitor.status, 422, visitor.text)
    t.is(visitor.heading, 'Connectez-vous.')
    t.regex(visitor.text, /Cette clé d’accès ne permet pas|Trop de temps a passé/)
    t.false((await actions(world)).includes('login.succeeded'))
    t.true(isIn(await prove(world, visitor)), 'and the page works on')
  })
}

test('a passkey proves its own account, not that of somebody else [R70]', async (t) => {
  const world = await stage(t)
  const other = await givePasskey(world.idp, await openAccountOf(world.idp, morel))
  const { visitor } = await world.begin()
  await prove(world, visitor, { handle: world.key.handle }, other.key)
  t.is(visitor.status, 422)
  await prove(world, visitor, { id: world.key.id }, other.key)
  t.is(visitor.status, 422, 'a signature by another key')
  t.deepEqual(
    (await recorded(world, world.id)).slice(-1),
    ['passkey.refused'],
    'its owner can see that somebody tried it',
  )
})

test('what was signed counts once, in its browser, for its question, for its purpose, and five minutes [R70]', async (t) => {
  const world = await stage(t)
  const { visitor } = await world.begin()
  const question = questionOf(visitor)
  const optionsFor = () => optionsAt(world, visitor, `${question}/passkey/options`)
  const send = (who: Visitor, where: string, credential: string) =>
    who.arriveFrom(world.url, `${where}/passkey`, { credential, remember: '' })

  const stolen = world.key.get(await optionsFor())
  const { visitor: elsewhere } = await world.begin(world.visitor())
  await optionsAt(world, elsewhere, `${questionOf(elsewhere)}/passkey/options`)
  await send(elsewhere, questionOf(elsewhere), stolen)
  t.regex(elsewhere.text, /Trop de temps a passé/, 'another browser and question')

  await world.begin(visitor)
  const second = questionOf(visitor)
  t.not(second, question)
  await send(visitor, second, stolen)
  t.regex(visitor.text, /Trop de temps a passé/, 'the same browser, another question')

  const late = world.key.get(await optionsAt(world, visitor, `${second}/passkey/options`))
  world.clock.pass(5 * MINUTE)
  await send(visitor, second, late)
  t.regex(visitor.text, /Trop de temps a passé/, 'too late')

  await signIn(await visitor.open(second), anna)
  t.is(visitor.heading, 'Confirmez que c’est vous.')
  const forStep = world.key.get(await optionsAt(world, visitor, `${second}/confirm/options`))
  await send(visitor, second, forStep)
  t.regex(visitor.text, /Trop de temps a passé/, 'signed to confirm a password')

  const good = world.key.get(await optionsAt(world, visitor, `${second}/passkey/options`))
  t.true(isIn(await send(visitor, second, good)), visitor.text)
  t.false((await visitor.open('/account')).text.includes('Connectez-vous'))
  const { visitor: again } = await world.begin(visitor, { prompt: 'login' })
  await optionsAt(world, again, `${questionOf(again)}/passkey/options`)
  await send(again, questionOf(again), good)
  t.regex(again.text, /Trop de temps a passé/, 'signed before')
})

test('a counter that does not go on is refused, recorded and logged; one that is always zero is not [R70]', async (t) => {
  const world = await stage(t, { counter: 7 })
  const { visitor } = await world.begin()
  for (const counter of [7, 6, 0]) t.is((await prove(world, visitor, { counter })).status, 422, String(counter))
  t.is((await recorded(world, world.id)).filter((one) => one === 'passkey.counterWentBack').length, 3)
  t.is(world.log.entries.filter(({ message }) => message === 'a passkey may have been copied').length, 3)
  t.true(isIn(await prove(world, visitor, { counter: 8 })), visitor.text)

  const plain = await stage(t)
  for (let no = 0; no < 2; no += 1) t.true(isIn(await prove(plain, (await plain.begin(plain.visitor())).visitor)))
})

test('a passkey of a blocked account, or a removed one, does not sign in [R70]', async (t) => {
  const world = await stage(t)
  await world.idp.db('account').where({ id: world.id }).update({ blocked_at: world.clock.now() })
  const { visitor } = await world.begin()
  await prove(world, visitor)
  t.regex(visitor.text, /Cette clé d’accès ne permet pas de se connecter/)
  t.notRegex(visitor.html, /data-passkey-unknown/)
  await world.idp.db('account').where({ id: world.id }).update({ blocked_at: null })
  await world.idp.db('passkey').update({ removed_at: world.clock.now() })
  await prove(world, visitor)
  t.regex(visitor.text, /elle a peut-être été supprimée/)
  t.regex(visitor.html, new RegExp(`data-passkey-unknown="${world.key.id}"`), 'its keeper may forget it')
})

test('a passkey that an operator lets go signs nobody in from that moment, also before the sweep has come [R70][R73]', async (t) => {
  const world = await stage(t)
  t.is((await askReset(world.idp, anna.email, 'everything was lost')).kind, 'asked')
  await world.idp.outbox.drain()
  world.clock.pass(DAY - MINUTE)
  t.true(isIn(await prove(world, (await world.begin()).visitor)), 'not before')
  world.clock.pass(MINUTE)
  const { visitor } = await world.begin()
  await prove(world, visitor)
  t.regex(visitor.heading, /^Connectez-vous/)
  t.deepEqual(await world.idp.db('passkey'), [])
  t.true(isIn(await signIn(visitor, anna)), 'the password alone does')
})

test('whoever comes by a passkey while their account is to be deleted is asked whether to keep it [R70]', async (t) => {
  const world = await stage(t)
  await world.idp.db('account').update({ delete_at: world.clock.now() + DAY })
  const { begun, visitor } = await world.begin()
  await prove(world, visitor)
  t.regex(visitor.heading, /^Votre BMW ID sera supprimé le \d/)
  await visitor.press('Garder mon BMW ID')
  t.is(oauth.getValidatedIdTokenClaims(await world.app.finish(begun, visitor.url))?.sub, world.id)
})

test('after a new password a passkey signs in alone only once it has confirmed that password [R25][R70]', async (t) => {
  const world = await stage(t)
  const { visitor: thief } = await world.begin()
  await prove(world, thief)
  t.true(isIn(thief))
  world.clock.pass(MINUTE)
  const owner = await world.visitor().open('/password/forgot')
  await owner.fill('Adresse e-mail', anna.email).press('Recevoir un lien')
  await owner.open(linkTo(await world.inbox.last(anna.email), '/password/reset'))
  const password = 'sept bouilloires en cuivre'
  await owner.fill('Nouveau mot de passe', password).press('Enregistrer')

  const { visitor: again } = await world.begin(world.visitor())
  await prove(world, again)
  t.is(again.status, 422)
  t.regex(again.text, /Votre mot de passe a changé/)
  t.is(again.cookie('bmwid_session'), undefined)
  t.true(isIn(await confirm(world, await signIn(again, { ...anna, password }))), again.text)
  t.true(isIn(await prove(world, (await world.begin(world.visitor())).visitor)), 'it is enough again')
})

test('wrong passwords do not keep somebody from their passkey', async (t) => {
  const world = await stage(t)
  const { visitor } = await world.begin()
  for (let no = 0; no < 6; no += 1) await signIn(visitor, { ...anna, password: 'not the right one' })
  t.is(visitor.status, 429)
  t.true(isIn(await prove(world, visitor)), visitor.text)
})

test('from one network not more than thirty are judged in ten minutes', async (t) => {
  const world = await stage(t)
  const { visitor } = await world.begin()
  for (let no = 0; no < 30; no += 1) t.is((await prove(world, visitor, { flags: 0 })).status, 422)
  await prove(world, visitor)
  t.is(visitor.status, 429)
  t.true(Number(visitor.headers.get('retry-after')) > 0)
})

test('what is no credential is refused, whatever it is', async (t) => {
  const world = await stage(t)
  const { visitor } = await world.begin()
  const question = questionOf(visitor)
  for (const credential of ['', '{}', 'null', '[]', '{"id":1}', '💥', 'x'.repeat(9000)]) {
    await visitor.arriveFrom(world.url, `${question}/passkey`, { credential, remember: '' })
    t.is(visitor.status, 422, credential.slice(0, 20))
  }
  await visitor.arriveFrom(world.url, `${question}/passkey`, {})
  t.is(visitor.status, 400)
})

async function confirm(world: Stage, visitor: Visitor, how: Tampering = {}, key = world.key): Promise<Visitor> {
  const question = questionOf(visitor)
  const options = await optionsAt(world, visitor, `${question}/confirm/options`)
  return visitor.arriveFrom(world.url, `${question}/confirm`, { way: 'passkey', credential: key.get(options, how) })
}

test('after the password a passkey confirms, also without saying whose it is [R70][R72]', async (t) => {
  for (const how of [{}, { handle: undefined }]) {
    const world = await stage(t)
    const { begun, visitor } = await world.begin()
    await signIn(visitor, anna)
    t.is(visitor.heading, 'Confirmez que c’est vous.')
    t.true(visitor.links.some(({ text }) => text === 'Utiliser un code de secours'))
    t.is(visitor.cookie('bmwid_session'), undefined)
    await confirm(world, visitor, how)
    t.true(isIn(visitor), visitor.text)
    const claims = oauth.getValidatedIdTokenClaims(await world.app.finish(begun, visitor.url))
    t.deepEqual([claims?.['acr'], claims?.['amr']], ['aal2', ['pwd', 'swk', 'user', 'mfa']])
  }
})

test('the second step takes a passkey of this account only, and what was signed for it [R70][R72]', async (t) => {
  const world = await stage(t)
  const other = await givePasskey(world.idp, await openAccountOf(world.idp, morel))
  const { visitor } = await world.begin()
  await signIn(visitor, anna)
  const question = questionOf(visitor)
  const options = await optionsAt(world, visitor, `${question}/confirm/options`)
  t.deepEqual(
    options.allowCredentials?.map(({ id }) => id),
    [world.key.id],
  )
  for (const how of [{}, { handle: undefined }, { handle: world.key.handle }]) {
    await confirm(world, visitor, how, other.key)
    t.is(visitor.status, 422)
    t.regex(visitor.text, /n’est pas une des vôtres/)
  }
  const forSignIn = world.key.get(await optionsAt(world, visitor, `${question}/passkey/options`))
  await visitor.arriveFrom(world.url, `${question}/confirm`, { way: 'passkey', credential: forSignIn })
  t.regex(visitor.text, /Trop de temps a passé/)
  t.true(isIn(await confirm(world, visitor)), visitor.text)
})

test('without scripts, or with a lost passkey, a recovery code or an app confirms [R73]', async (t) => {
  const world = await stage(t)
  const { visitor } = await world.begin()
  await signIn(visitor, anna)
  await (await visitor.follow('Utiliser un code de secours'))
    .fill('Code de secours', world.codes[0] ?? '')
    .press('Continuer')
  t.true(isIn(visitor), visitor.text)
  await giveApp(world.idp, world.id)
  const { visitor: other } = await world.begin(world.visitor())
  await signIn(other, anna)
  t.regex((await other.follow('Utiliser mon application')).text, /Code à 6 chiffres/)
  t.regex((await other.follow('Utiliser ma clé d’accès')).text, /Confirmez avec votre clé d’accès/)
})

/** Adds what the authenticator makes, as somebody who is signed in. */
async function add(
  world: Pick<Stage, 'url'>,
  visitor: Visitor,
  how: Tampering = {},
  key = softAuthenticator(world.url),
) {
  const options = await optionsAt(world, visitor, '/account/security/passkey/options')
  await visitor.arriveFrom(world.url, '/account/security/passkey', { credential: key.create(options, how) })
  return { key, options }
}

async function bare(t: ExecutionContext) {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  return Object.assign(Object.create(world) as typeof world, { id, person: await at(world, '/account/security', anna) })
}

test('the first passkey brings recovery codes and ends other sessions; it gets a name, and a mail says so [R72]', async (t) => {
  const world = await bare(t)
  const elsewhere = await at(world, '/account', anna)
  const { person } = world
  t.regex(person.text, /Aucune clé d’accès pour l’instant/)
  await person.follow('Ajouter une clé d’accès')
  t.regex(person.text, /Votre navigateur ne peut pas créer de clé d’accès/, 'who has no scripts reads why')
  const { options } = await add(world, person)
  t.deepEqual(Object.keys(options).sort().includes('excludeCredentials'), true)
  t.is(person.heading, 'Vos codes de secours.')
  await person.follow('Je les ai conservés')
  t.is(person.heading, 'Donnez-lui un nom.')
  await person.fill('Nom de la clé d’accès', 'Mon téléphone').press('Enregistrer')
  t.is(person.heading, 'Connexion et sécurité.')
  t.regex(person.text, /Mon téléphone/)
  t.is((await elsewhere.open('/account')).heading, 'Connectez-vous.')
  t.deepEqual(await recorded(world, world.id), ['passkey.added', 'recovery.made', 'passkey.renamed'])
  const mail = await world.inbox.last(anna.email)
  t.is(mail.subject, 'Une clé d’accès a été ajoutée à votre BMW ID')
  t.false(
    mail.links.some((link) => link.includes('/undo')),
    'no mail takes a factor away',
  )
})

for (const [what, how] of Object.entries<Tampering>({
  'another origin': { origin: 'http://localhost:9' },
  'another host': { rpId: 'example.test' },
  'nobody verified': { flags: 0x41 },
  'nobody present': { flags: 0x44 },
  'a proof in its place': { type: 'webauthn.get' },
  'a challenge of its own': { challenge: randomBytes(32).toString('base64url') },
  'a frame of another site': { crossOrigin: true },
})) {
  test(`no passkey is added with ${what} [R70]`, async (t) => {
    const world = await bare(t)
    await add(world, world.person, how)
    t.is(world.person.status, 422)
    t.is((await world.idp.db('passkey')).length, 0)
  })
}

test('a second passkey needs a proof by two factors [R72]', async (t) => {
  const world = await bare(t)
  const { person } = world
  await add(world, person)
  await person.open('/account/security/passkey')
  t.is(person.heading, 'Connectez-vous.', 'the session was opened by a password alone')
  t.is((await world.idp.db('passkey')).length, 1)
})

test('what was handed out to one session adds nothing in another, nor twice, nor late [R70]', async (t) => {
  const world = await bare(t)
  const { person } = world
  const other = await at(world, '/account/security', anna)
  const key = softAuthenticator(world.url)
  const path = '/account/security/passkey'
  const stolen = key.create(await optionsAt(world, person, `${path}/options`))
  await other.arriveFrom(world.url, path, { credential: stolen })
  t.is(other.status, 422)
  t.regex(other.text, /Trop de temps a passé/)
  world.clock.pass(5 * MINUTE)
  await person.arriveFrom(world.url, path, { credential: stolen })
  t.is(person.status, 422, person.text)
  t.is((await world.idp.db('passkey')).length, 0)
})

test('adding needs a recent proof [R72]', async (t) => {
  const world = await bare(t)
  await ageSessions(world, 6 * MINUTE)
  await world.person.open('/account/security/passkey')
  t.is(world.person.heading, 'Connectez-vous.')
})

test('a removed passkey is gone at once, and the link of the mail brings it back [R72]', async (t) => {
  const world = await stage(t)
  const { visitor: person } = await world.begin()
  await prove(world, person)
  await person.open(`${world.url}/account/security/passkeys/${world.rowId}/remove`)
  t.is(person.heading, 'Supprimer cette clé d’accès ?')
  t.regex(person.text, /C’est votre seul moyen de confirmation/)
  await person.press('Supprimer la clé d’accès')
  t.regex(person.text, /La clé d’accès est supprimée/)
  t.is((await prove(world, (await world.begin(world.visitor())).visitor)).status, 422)
  const mail = await world.inbox.last(anna.email)
  t.is(mail.subject, 'Une clé d’accès de votre BMW ID a été supprimée')
  const back = await world.visitor().open(linkTo(mail, '/undo'))
  await back.press('Annuler le changement')
  t.is(back.heading, 'Le changement est annulé.')
  t.true(isIn(await prove(world, (await world.begin(world.visitor())).visitor)))
  t.deepEqual((await recorded(world, world.id)).slice(-3), ['passkey.removed', 'passkey.restored', 'change.undone'])
})
