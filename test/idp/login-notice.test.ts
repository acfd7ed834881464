import test, { type ExecutionContext } from 'ava'
import { describeBrowser } from '../../idp/browser.ts'
import { signedInMail } from '../../idp/login/messages.ts'
import { purgeTries, signIn } from '../../idp/login/service.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { testApp, signIn as typeIn } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { faultsIn, sentences } from '../support/texts.ts'

const { anna } = people
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0'

interface Try {
  readonly password?: string
  readonly device?: string
  readonly ip?: string
}

const tryOn = ({ idp }: Pick<TestIdp, 'idp'>, { password = anna.password, device, ip = '10.0.0.1' }: Try = {}) =>
  signIn(idp, { email: anna.email, password, device, agent: FIREFOX, origin: { ip, requestId: 'x' } })

/** Signs in as somebody whom the browser keeps; hands out its name. */
async function deviceOf(world: TestIdp, more: Try = {}): Promise<string> {
  const outcome = await tryOn(world, more)
  return outcome.kind === 'signedIn' ? outcome.device : outcome.kind
}

const subjects = async ({ inbox }: Pick<TestIdp, 'inbox'>): Promise<unknown[]> =>
  (await inbox.received(anna.email)).map(({ subject }) => subject)

const TOLD = 'Nouvelle connexion à votre BMW ID'

async function stage(t: ExecutionContext, database: 'sqlite' | 'postgres' = 'sqlite') {
  const world = await idpWith(t, { database })
  await openAccountOf(world.idp, anna)
  return world
}

for (const database of DATABASES) {
  test(`the owner hears of a sign-in with a browser that is new, with what to do, on ${database} [R22]`, async (t) => {
    const world = await stage(t, database)
    const own = await deviceOf(world)
    t.deepEqual(await subjects(world), [], 'the first one is no news')
    await tryOn(world, { device: own })
    t.deepEqual(await subjects(world), [], 'nor is one with the same browser')
    await tryOn(world, { ip: '192.0.2.66' })
    t.deepEqual(await subjects(world), [TOLD])
    const { text } = await world.inbox.last(anna.email)
    t.regex(text, /avec Firefox sur Windows\. C’est la première connexion avec ce navigateur/)
    t.regex(text, /Ce n’était pas vous\s\? Choisissez un nouveau mot de passe/)
    t.regex(text, /\d{4} à \d{1,2}\sh\s\d\d \(heure de Paris\)/)
    t.true(text.includes(`${world.url}/password/forgot`))
    t.notRegex(text, /192\.0\.2|Mozilla|Gecko/)
    const event = await world.idp.db('audit_event').orderBy('no', 'desc').first()
    t.deepEqual(JSON.parse(event.details), {
      methods: 'pwd',
      browser: 'Firefox',
      system: 'Windows',
      ownerTold: 'newBrowser',
    })
  })
}

test('the owner hears of a sign-in after three wrong passwords, known browser or not [R22]', async (t) => {
  const world = await stage(t)
  for (const no of [1, 2]) t.is((await tryOn(world, { password: `wrong ${no}` })).kind, 'refused')
  const own = await deviceOf(world)
  t.deepEqual(await subjects(world), [], 'two happen to everybody')
  for (const no of [1, 2, 3]) await tryOn(world, { device: own, password: `wrong ${no}` })
  await tryOn(world, { device: own })
  t.deepEqual(await subjects(world), [TOLD])
  t.regex((await world.inbox.last(anna.email)).text, /Juste avant, plusieurs mots de passe faux/)
  await tryOn(world, { device: own })
  t.is((await subjects(world)).length, 1, 'the count begins anew')
  for (const no of [1, 2, 3]) await tryOn(world, { password: `wrong ${no}` })
  await tryOn(world)
  t.deepEqual(await subjects(world), [TOLD, TOLD])
})

test('at most four such mails a day, of each occasion [R22]', async (t) => {
  const world = await stage(t)
  for (let no = 0; no < 8; no += 1) await tryOn(world, { ip: `10.0.1.${no}` })
  t.is((await subjects(world)).length, 4)
  for (const no of [1, 2, 3]) await tryOn(world, { password: `wrong ${no}` })
  await tryOn(world)
  t.is((await subjects(world)).length, 5)
  world.clock.pass(DAY + MINUTE)
  await tryOn(world)
  t.is((await subjects(world)).length, 6)
})

test('the page tells the mail which browser it was, in the language of the account', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna, { lang: 'en' })
  const app = await testApp(t, world)
  for (const agent of ['Mozilla/5.0 (iPhone) Version/18.0 Mobile Safari/604.1', 'curl"><b>/1']) {
    const visitor = world.visitor({ headers: { 'user-agent': agent } })
    await typeIn(await visitor.open((await app.begin()).address), anna)
    t.is(visitor.heading, 'Arrived')
  }
  const mail = await world.inbox.last(anna.email)
  t.is(mail.subject, 'New sign-in to your BMW ID')
  t.regex(mail.text, /\(Paris time\), with an unknown browser\. It is the first/)
  t.notRegex(mail.text, /curl/)
})

test('after a hundred failures in a row only a new password helps, or a browser that is known [R18]', async (t) => {
  const world = await stage(t)
  const own = await deviceOf(world)
  let judged = 0
  for (let no = 0; judged < 100 && no < 130; no += 1) {
    const outcome = await tryOn(world, { password: 'wrong', ip: `10.1.0.${no}` })
    if (outcome.kind === 'refused') judged += 1
    world.clock.pass(61 * MINUTE)
  }
  t.is(judged, 100)
  world.clock.pass(2 * DAY)
  t.is((await tryOn(world)).kind, 'exhausted', 'also with the right password')
  t.is((await tryOn(world, { device: own })).kind, 'signedIn')
  t.is((await tryOn(world)).kind, 'exhausted', 'the browser that is known changes nothing for others')

  const visitor = await world.visitor().open('/password/forgot')
  await visitor.fill('Adresse e-mail', anna.email).press('Recevoir un lien')
  await visitor.open(await world.inbox.lastLink(anna.email))
  await visitor.fill('Nouveau mot de passe', 'seven copper kettles').press('Enregistrer')
  t.is((await tryOn(world, { password: 'seven copper kettles' })).kind, 'signedIn', 'never for good')
})

test('the page says so, alike for an address that nobody has [R18][R15]', async (t) => {
  const world = await stage(t)
  const app = await testApp(t, world)
  const said: string[] = []
  for (const person of [anna, { ...anna, email: 'nobody@example.test' }]) {
    const visitor = await world.visitor().open((await app.begin()).address)
    await typeIn(visitor, { ...person, password: 'wrong' })
    await world.idp.db('login_throttle').update({ in_a_row: 100 })
    await typeIn(visitor, { ...person, password: 'wrong' })
    t.is(visitor.status, 429)
    t.regex(visitor.text, /choisissez un nouveau mot de passe/)
    said.push(visitor.text)
  }
  t.is(said[0], said[1])
})

test('failures are forgotten a month after the last one [R78]', async (t) => {
  const world = await stage(t)
  await tryOn(world, { password: 'wrong' })
  const rows = () => world.idp.db('login_throttle')
  world.clock.pass(30 * DAY)
  await purgeTries(world.idp.db, world.clock.now())
  t.is((await rows()).length, 1)
  world.clock.pass(DAY + HOUR)
  await purgeTries(world.idp.db, world.clock.now())
  t.is((await rows()).length, 0)
})

const agents: readonly [agent: string | undefined, words: string][] = [
  [FIREFOX, 'Firefox sur Windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18.1 Safari/605.1.15', 'Safari sur Mac'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/130.0 Mobile Safari/604.1', 'Chrome sur iPhone'],
  ['Mozilla/5.0 (Linux; Android 15) SamsungBrowser/27.0 Chrome/125.0 Safari/537.36', 'Samsung Internet sur Android'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge sur Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64) Something', 'un navigateur sur Linux'],
  ['', 'un navigateur inconnu'],
  [undefined, 'un navigateur inconnu'],
]

for (const [agent, words] of agents) {
  test(`${agent} is ${words}`, (t) => t.is(describeBrowser('fr', agent), words))
}

test('the words of the mail are well set', (t) => {
  for (const lang of ['fr', 'en'] as const) {
    for (const occasion of ['afterFailures', 'newBrowser'] as const) {
      const account = {
        ...anna,
        id: '1',
        passwordHash: '',
        blocked: false,
        deleteAt: undefined,
        passwordChangedAt: 0,
        lang,
      }
      const mail = signedInMail(account, {
        occasion,
        at: Date.UTC(2026, 10, 23, 8),
        agent: FIREFOX,
        forgot: 'https://x',
      })
      t.deepEqual(
        [...sentences(mail)].flatMap((sentence) => faultsIn(sentence, lang)),
        [],
      )
    }
  }
})
