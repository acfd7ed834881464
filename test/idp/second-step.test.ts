import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { stepOf } from '../../idp/factors/totp.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { signIn, testApp } from '../support/app.ts'
import { codeAt, giveApp, toBase32 } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

const { anna } = people
const STEP = 30 * SECOND

/** A provider where Anna has an authenticator app, and another app that sends people there. */
async function stage(t: ExecutionContext) {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  world.clock.pass(STEP - (world.clock.now() % STEP)) // or a step may end between a code and its judgement
  const { secret, codes } = await giveApp(world.idp, id)
  const app = await testApp(t, world)
  const begin = async (visitor: Visitor = world.visitor(), more?: Record<string, string>) => {
    const begun = await app.begin(more)
    return { begun, visitor: await visitor.open(begun.address) }
  }
  const halfway = async (visitor?: Visitor) => signIn((await begin(visitor)).visitor, anna)
  const code = (steps = 0) => codeAt(secret, world.clock.now(), { steps })
  const events = async () => (await world.idp.db('audit_event').orderBy('no')).map(({ action }) => action as string)
  return Object.assign(Object.create(world) as typeof world, { id, secret, codes, app, begin, halfway, code, events })
}

const enter = (visitor: Visitor, code: string): Promise<Visitor> =>
  visitor.fill('Code à 6 chiffres', code).press('Continuer')

const isIn = (visitor: Visitor): boolean => visitor.heading === 'Arrived' && visitor.path.includes('code=')

const subjects = async ({ inbox }: { inbox: Awaited<ReturnType<typeof idpWith>>['inbox'] }): Promise<unknown[]> =>
  (await inbox.received(anna.email)).map(({ subject }) => subject)

test('the codes are those of the standard [R69]', (t) => {
  const secret = Buffer.from('12345678901234567890') // RFC 6238, appendix B
  const vectors = { 59: '94287082', 1111111109: '07081804', 1234567890: '89005924', 20000000000: '65353130' }
  for (const [second, code] of Object.entries(vectors)) {
    t.is(codeAt(secret, Number(second) * SECOND, { digits: 8 }), code)
    const step = Math.floor(Number(second) / 30)
    t.is(stepOf(toBase32(secret), code.slice(2), Number(second) * SECOND), step)
    t.is(stepOf(toBase32(secret), code.slice(2), (Number(second) + 90) * SECOND), undefined)
  }
})

test('after the password whoever has an app is asked for its code, and is signed in by both [R72]', async (t) => {
  const world = await stage(t)
  const { begun, visitor } = await world.begin()
  await signIn(visitor, anna)
  t.is(visitor.heading, 'Confirmez que c’est vous.')
  t.true(visitor.said('Code à 6 chiffres').includes('Téléphone'))
  t.is(visitor.cookie('bmwid_session'), undefined)
  t.is(visitor.cookie('bmwid_device'), undefined)
  await enter(visitor, world.code())
  t.true(isIn(visitor), visitor.text)
  const claims = oauth.getValidatedIdTokenClaims(await world.app.finish(begun, visitor.url))
  t.is(claims?.['acr'], 'aal2')
  t.deepEqual(claims?.['amr'], ['pwd', 'otp', 'mfa'])
  t.deepEqual((await world.events()).slice(-2), ['login.halfway', 'login.succeeded'])
  const last = await world.idp.db('audit_event').orderBy('no', 'desc').first()
  t.is(JSON.parse(last.details).methods, 'pwd otp')
})

test('a code of the step before or after is taken, one of another is not [R69]', async (t) => {
  for (const steps of [-1, 1]) {
    const world = await stage(t)
    t.true(isIn(await enter(await world.halfway(), world.code(steps))), String(steps))
  }
  const world = await stage(t)
  const visitor = await world.halfway()
  for (const steps of [-2, 2]) t.is((await enter(visitor, world.code(steps))).status, 422, String(steps))
})

test('a code is accepted once, and none before it is ever again [R69]', async (t) => {
  const world = await stage(t)
  const code = world.code()
  t.true(isIn(await enter(await world.halfway(), code)))
  const other = await world.halfway(world.visitor())
  await enter(other, code)
  t.is(other.status, 422)
  t.regex(other.text, /Ce code a déjà servi/)
  t.regex((await enter(other, world.code(-1))).text, /Ce code a déjà servi/)
  world.clock.pass(STEP)
  t.true(isIn(await enter(other, world.code())), other.text)
})

test('five wrong codes are enough for a quarter of an hour, also for the right one, and the owner hears of it [R69]', async (t) => {
  const world = await stage(t)
  const visitor = await world.halfway()
  for (let no = 0; no < 5; no += 1) t.is((await enter(visitor, world.code(5 + no))).status, 422)
  await enter(visitor, world.code())
  t.is(visitor.status, 429)
  t.true(Number(visitor.headers.get('retry-after')) > 14 * 60)
  t.regex(visitor.text, /Réessayez dans 15 minutes/)
  t.deepEqual(await subjects(world), ['Quelqu’un connaît peut-être votre mot de passe'])
  const other = await world.halfway(world.visitor())
  t.is((await enter(other, world.code())).status, 429, 'in any browser that is not known')
  world.clock.pass(15 * MINUTE)
  t.true(isIn(await enter(await world.halfway(other), world.code())), other.text)
})

test('what is no code is no try', async (t) => {
  const world = await stage(t)
  const visitor = await world.halfway()
  for (const typed of ['', '12345', 'abcdef', '1234567', '１２３４５６', 'x'.repeat(90)]) {
    await enter(visitor, typed)
    t.is(visitor.status, 422, typed)
    t.regex(visitor.said('Code à 6 chiffres'), /Un code a 6 chiffres/)
  }
  const code = world.code()
  t.true(isIn(await enter(visitor, ` ${code.slice(0, 3)} ${code.slice(3)} `)), visitor.text)
})

test('a recovery code stands in for the app, once, and the owner hears how many are left [R71][R73]', async (t) => {
  const world = await stage(t)
  const [code = ''] = world.codes
  const use = async (visitor: Visitor, typed: string) =>
    (await visitor.follow('Utiliser un code de secours')).fill('Code de secours', typed).press('Continuer')
  const { begun, visitor } = await world.begin()
  await use(await signIn(visitor, anna), code.toLowerCase().replaceAll('-', ' '))
  t.true(isIn(visitor), visitor.text)
  const claims = oauth.getValidatedIdTokenClaims(await world.app.finish(begun, visitor.url))
  t.deepEqual([claims?.['acr'], claims?.['amr']], ['aal2', ['pwd', 'mfa']])
  t.deepEqual(await subjects(world), ['Un code de secours a été utilisé'])
  t.regex((await world.inbox.last(anna.email)).text, /Il vous reste 9 codes de secours/)
  const again = await use(await world.halfway(world.visitor()), code)
  t.is(again.status, 422)
  t.regex(again.text, /ou il a déjà servi/)
})

test('whoever guesses codes does not keep the owner from a recovery code [R73]', async (t) => {
  const world = await stage(t)
  const visitor = await world.halfway()
  for (let no = 0; no < 6; no += 1) await enter(visitor, world.code(5 + no))
  t.is(visitor.status, 429)
  await visitor.follow('Utiliser un code de secours')
  t.true(isIn(await visitor.fill('Code de secours', world.codes[1] ?? '').press('Continuer')), visitor.text)
})

test('the second step cannot be passed by: not by the address behind it, not from another browser, not later [R72]', async (t) => {
  const world = await stage(t)
  const visitor = await world.halfway()
  const question = new URL(visitor.url).pathname
  const uid = question.split('/')[2] ?? ''
  await visitor.open(`/auth/${uid}`)
  t.is(visitor.heading, 'Connectez-vous.', 'the engine asks again')
  t.is((await visitor.open('/account')).heading, 'Connectez-vous.', 'nobody is signed in')

  const own = await world.halfway(world.visitor())
  const stranger = await world.visitor().open(own.url)
  t.is(stranger.status, 410)

  world.clock.pass(5 * MINUTE)
  await enter(own, world.code())
  t.is(own.heading, 'Connectez-vous.')
  t.regex(own.text, /La confirmation a pris trop de temps/)
  t.false((await world.events()).includes('login.succeeded'))
})

test('a step that was taken is over, and a new password ends one that was not [R72][R23]', async (t) => {
  const world = await stage(t)
  const visitor = await world.halfway()
  const step = visitor.url
  const cookie = visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  t.true(isIn(await enter(visitor, world.code())))
  const replayed = await fetch(step, { headers: { cookie }, redirect: 'manual' })
  t.true([303, 410].includes(replayed.status))

  const other = await world.halfway(world.visitor())
  world.clock.pass(STEP)
  const mailbox = world.visitor()
  await (await mailbox.open('/password/forgot')).fill('Adresse e-mail', anna.email).press('Recevoir un lien')
  await mailbox.open(await world.inbox.lastLink(anna.email))
  await mailbox.fill('Nouveau mot de passe', 'another-lantern-harbour').press('Enregistrer')
  t.is((await enter(other, world.code())).heading, 'Connectez-vous.')

  const { visitor: after } = await world.begin(world.visitor())
  await signIn(after, { ...anna, password: 'another-lantern-harbour' })
  t.is(after.heading, 'Confirmez que c’est vous.', 'the link proves the mailbox, and no more')
})

test('a wrong password looks the same, whether somebody has a second factor or not [R15]', async (t) => {
  const world = await stage(t)
  await openAccountOf(world.idp, people.morel)
  const pages = []
  for (const person of [anna, people.morel]) {
    const { visitor } = await world.begin(world.visitor())
    await signIn(visitor, { ...person, password: 'not the right one' })
    pages.push(visitor.html.replaceAll(/\/interaction\/[\w-]+|uid=[\w-]+/g, '…').replaceAll(person.email, '…'))
  }
  t.is(pages[0], pages[1])
})

test('the secret of an app lies sealed, for its row [R82]', async (t) => {
  const world = await stage(t)
  const { id, sealed } = await world.idp.db('authenticator').first('id', 'sealed')
  t.is(Buffer.from(sealed).includes(world.secret), false)
  t.notThrows(() => world.idp.secrets.open('totp', sealed, id))
  t.throws(() => world.idp.secrets.open('totp', sealed, 'another row'))
})
