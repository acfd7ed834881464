import test, { type ExecutionContext } from 'ava'
import { signIn as judge } from '../../idp/login/service.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { signIn, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openAccountOf, type Person, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

const { anna, cem } = people
const wrong = (person: Person): Person => ({ ...person, password: 'not the right one' })
const unknown = wrong({ ...people.ben, email: 'nobody@example.test' })

/** A provider where Anna has an account and Cem's is blocked, and an app that sends people there. */
async function stage(t: ExecutionContext, database: DatabaseKind = 'sqlite') {
  const world = await idpWith(t, { database })
  await openAccountOf(world.idp, anna)
  await openAccountOf(world.idp, cem, { blocked: true })
  const app = await testApp(t, world)
  const atLogin = async (visitor: Visitor = world.visitor(), more?: Record<string, string>) =>
    visitor.open((await app.begin(more)).address)
  return Object.assign(Object.create(world) as typeof world, { app, atLogin })
}

const isSignedIn = (visitor: Visitor): boolean => visitor.heading === 'Arrived' && visitor.path.includes('code=')

/** A page without what is new in each: the question's name, what was typed, and how long one waits. */
const withoutChance = (visitor: Visitor, { email }: Person): string =>
  visitor.html
    .replaceAll(/\/interaction\/[\w-]+/g, '/interaction/…')
    .replaceAll(/uid=[\w-]+/g, 'uid=…')
    .replaceAll(email, '…')

test('the right address and password lead back to the app', async (t) => {
  const { atLogin } = await stage(t)
  const visitor = await atLogin()
  t.is(visitor.heading, 'Connectez-vous.')
  t.true(isSignedIn(await signIn(visitor, anna)), visitor.text)
})

test('an address may be typed as one likes', async (t) => {
  const { atLogin } = await stage(t)
  t.true(isSignedIn(await signIn(await atLogin(), { ...anna, email: ' ANNA@Example.Test ' })))
})

test('what is wrong with it is never told: password, address, or a block [R15]', async (t) => {
  const { atLogin } = await stage(t)
  const answers: string[] = []
  for (const person of [wrong(anna), unknown, cem, wrong(cem)]) {
    const visitor = await signIn(await atLogin(), person)
    t.is(visitor.status, 422)
    t.regex(visitor.text, /L’adresse e-mail ou le mot de passe ne correspond pas/)
    t.is(visitor.field('BMW ID (adresse e-mail)'), person.email)
    t.false(visitor.html.includes(person.password), 'a password never comes back')
    answers.push(withoutChance(visitor, person))
  }
  t.is(new Set(answers).size, 1)
})

test('what is missing is told at its field', async (t) => {
  const { atLogin } = await stage(t)
  const visitor = await (await atLogin()).press('Connexion')
  t.is(visitor.status, 422)
  t.is(visitor.said('BMW ID (adresse e-mail)'), 'Indiquez votre adresse e-mail.')
  t.is(visitor.said('Mot de passe'), 'Indiquez votre mot de passe.')
})

test('after five failures one waits, longer each time, also with the right password [R18]', async (t) => {
  const { atLogin, clock } = await stage(t)
  const visitor = await atLogin()
  for (let no = 0; no < 5; no += 1) t.is((await signIn(visitor, wrong(anna))).status, 422, `try ${no + 1}`)
  for (const minutes of [1, 2, 4]) {
    await signIn(visitor, anna)
    t.is(visitor.status, 429)
    t.true(Math.abs(Number(visitor.headers.get('retry-after')) - minutes * 60) <= 2)
    t.regex(visitor.text, new RegExp(`Réessayez dans ${minutes} minute`))
    clock.pass(minutes * MINUTE)
    t.is((await signIn(visitor, wrong(anna))).status, 422)
  }
  clock.pass(8 * MINUTE)
  t.true(isSignedIn(await signIn(visitor, anna)))
})

test('an address that nobody has makes one wait just the same [R15]', async (t) => {
  const { atLogin } = await stage(t)
  const [known, nobody] = [await atLogin(), await atLogin()]
  for (let no = 0; no < 6; no += 1) {
    await signIn(known, wrong(anna))
    await signIn(nobody, unknown)
    t.is(withoutChance(known, anna), withoutChance(nobody, unknown), `try ${no + 1}`)
    t.deepEqual([...known.headers.keys()], [...nobody.headers.keys()])
  }
  t.is(nobody.status, 429)
})

test('signing in makes former failures forgotten', async (t) => {
  const { atLogin } = await stage(t)
  const visitor = await atLogin()
  for (let round = 0; round < 3; round += 1) {
    for (let no = 0; no < 4; no += 1) t.is((await signIn(visitor, wrong(anna))).status, 422)
    visitor.clearCookies() // a browser that nobody knows
    t.true(isSignedIn(await signIn(await atLogin(visitor), anna)), `round ${round}`)
    visitor.clearCookies()
    await atLogin(visitor)
  }
})

test('strangers cannot lock out a browser from which one has signed in before [R19]', async (t) => {
  const { atLogin, visitor } = await stage(t)
  const own = await signIn(await atLogin(), anna)
  const stranger = await atLogin(visitor())
  for (let no = 0; no < 8; no += 1) await signIn(stranger, wrong(anna))
  t.is(stranger.status, 429)
  own.closeBrowser()
  t.true(isSignedIn(await signIn(await atLogin(own), anna)))
  t.is((await signIn(await atLogin(visitor()), anna)).status, 429, 'any other browser of hers waits')
})

test('a browser that is known for one account counts as a stranger for another [R19]', async (t) => {
  const { atLogin, idp, visitor } = await stage(t)
  await openAccountOf(idp, people.morel)
  const own = await signIn(await atLogin(), anna)
  own.closeBrowser()
  await atLogin(own)
  for (let no = 0; no < 5; no += 1) await signIn(own, wrong(people.morel))
  t.is((await signIn(own, people.morel)).status, 429)
  t.true(isSignedIn(await signIn(own, anna)), 'hers is still open')
  t.is((await signIn(await atLogin(visitor()), people.morel)).status, 429)
})

for (const database of DATABASES) {
  test.serial(`of a hundred passwords at once on two processes five are judged, on ${database} [R21]`, async (t) => {
    const { idp, otherProcess, clock } = await stage(t, database)
    const other = await otherProcess()
    const tryAs = (no: number) =>
      judge([idp, other.idp][no % 2] ?? idp, {
        email: anna.email,
        password: `guess ${no}`,
        device: undefined,
        origin: { ip: `10.0.0.${no}`, requestId: 'x' },
      })
    const count = async (): Promise<number> => {
      const outcomes = await Promise.all(Array.from({ length: 100 }, (_, no) => tryAs(no)))
      return outcomes.filter(({ kind }) => kind === 'refused').length
    }
    t.is(await count(), 5)
    clock.pass(MINUTE)
    t.is(await count(), 1)
    clock.pass(2 * MINUTE)
    t.is(await count(), 1)
  })

  test(`in a day twenty-five passwords are judged, whatever one waits, on ${database} [R18]`, async (t) => {
    const { idp, clock } = await stage(t, database)
    const origin = (no: number) => ({ ip: `10.0.0.${no}`, requestId: 'x' })
    let judged = 0
    for (let minutes = 0; minutes < 23 * 60; minutes += 30) {
      const outcome = await judge(idp, { ...wrong(anna), device: undefined, origin: origin(minutes / 30) })
      if (outcome.kind === 'refused') judged += 1
      clock.pass(30 * MINUTE)
    }
    t.is(judged, 25)
    clock.pass(2 * HOUR)
    t.is((await judge(idp, { ...anna, device: undefined, origin: origin(99) })).kind, 'signedIn', 'never for good')
  })
}

test('thirty failures from one place are enough, whoever they try [R20]', async (t) => {
  const { idp, clock } = await stage(t)
  const from = (ip: string) => (no: number) =>
    judge(idp, { email: `p${no}@example.test`, password: 'x', device: undefined, origin: { ip, requestId: 'x' } })
  const kinds: string[] = []
  for (let no = 0; no < 31; no += 1) kinds.push((await from('10.0.0.1')(no)).kind)
  t.deepEqual([kinds.indexOf('throttled'), kinds.length], [30, 31])
  t.is((await from('10.0.0.2')(99)).kind, 'refused')
  clock.pass(10 * MINUTE + SECOND)
  t.is((await from('10.0.0.1')(99)).kind, 'refused')
})

test('signing in from one place over and over is no failure', async (t) => {
  const { idp } = await stage(t)
  for (let no = 0; no < 35; no += 1) {
    const outcome = await judge(idp, { ...anna, device: undefined, origin: { ip: '10.0.0.1', requestId: 'x' } })
    t.is(outcome.kind, 'signedIn')
  }
})

test('a question that is not there, is over, or is another browser’s has a page with the way back', async (t) => {
  const { atLogin, visitor } = await stage(t)
  const nowhere = await visitor().open('/interaction/nothing')
  t.is(nowhere.status, 410)
  t.is(nowhere.heading, 'Cette page a expiré.')

  const own = await atLogin()
  const question = own.url
  const stranger = await visitor().open(question)
  t.is(stranger.status, 410)
  t.notRegex(stranger.html, /type="password"/)

  await signIn(own, anna)
  await own.open(question)
  t.is(own.status, 410)
  await own.press('Reprendre avec An app')
  t.is(own.heading, 'Arrived')
})

test('a form that was open too long is answered by the same page', async (t) => {
  const { atLogin, idp } = await stage(t)
  const visitor = await atLogin()
  await idp.db('engine_object').where({ model: 'Interaction' }).delete()
  await signIn(visitor, anna)
  t.is(visitor.status, 410)
  t.is(visitor.heading, 'Cette page a expiré.')
})

test('the app says which language, the visitor has the last word', async (t) => {
  const { atLogin, visitor } = await stage(t)
  const english = await atLogin(visitor(), { ui_locales: 'en-GB fr' })
  t.is(english.heading, 'Sign in.')
  t.is(english.headers.get('content-language'), 'en')
  await english.follow('Français')
  t.is(english.heading, 'Connectez-vous.')
  await atLogin(english, { ui_locales: 'en' })
  t.is(english.heading, 'Connectez-vous.')
  t.is((await atLogin(visitor(), { ui_locales: 'de' })).heading, 'Connectez-vous.')
  t.is((await atLogin(visitor({ languages: 'en-US,en;q=0.9' }))).heading, 'Sign in.')
  t.is((await atLogin(visitor({ languages: 'en-US' }), { ui_locales: 'fr' })).heading, 'Connectez-vous.')
})

test('whoever wants to be remembered is, for thirty days; others until the browser closes', async (t) => {
  const { atLogin, visitor } = await stage(t)
  const forgotten = await signIn(await atLogin(), anna)
  t.true(isSignedIn(await atLogin(forgotten)), 'one sign-in for many apps')
  forgotten.closeBrowser()
  t.is((await atLogin(forgotten)).heading, 'Connectez-vous.')

  const kept = await atLogin(visitor())
  kept.check('Rester connecté sur cet appareil')
  await signIn(kept, anna)
  kept.closeBrowser()
  t.true(isSignedIn(await atLogin(kept)))
  const until = kept.cookies.find(({ name }) => name === 'bmwid_session')?.expiresAt ?? 0
  t.true(until > Date.now() + 29 * DAY && until < Date.now() + 31 * DAY)
})

test('signing in gives a session a new name, and its cookies are out of reach of scripts [R28]', async (t) => {
  const { atLogin } = await stage(t)
  const visitor = await atLogin()
  const before = visitor.cookie('bmwid_session')
  await signIn(visitor, anna)
  t.not(visitor.cookie('bmwid_session'), before)
  for (const { name, httpOnly, sameSite } of visitor.cookies) t.deepEqual([httpOnly, sameSite], [true, 'lax'], name)
})

test('what is recorded says who and from where, and never a password or an address [R75][R76]', async (t) => {
  const { atLogin, idp } = await stage(t)
  const visitor = await atLogin()
  await signIn(visitor, wrong(anna))
  await signIn(visitor, unknown)
  await signIn(visitor, anna)
  const events = await idp.db('audit_event').orderBy('no').select('action', 'subject', 'ip', 'details')
  t.deepEqual(
    events.map(({ action }) => action as string),
    ['login.failed', 'login.failed', 'login.succeeded'],
  )
  t.is(events[0]?.subject, events[2]?.subject)
  t.is(events[1]?.subject, null)
  t.true(events.every(({ ip }) => ip === '127.0.0.1'))
  t.notRegex(JSON.stringify(events), /example\.test|not the right one|violet/)
})
