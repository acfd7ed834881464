import { randomBytes, randomUUID } from 'node:crypto'
import test from 'ava'
import type { SmsMode } from '../dev/inbox/sms.ts'
import type { SmtpMode } from '../dev/inbox/smtp.ts'
import { contracts } from '../portal/adding.ts'
import { nextAddress, type Product, type Shipped, shipped } from '../support/processes.ts'
import { signedInAt } from '../support/standing.ts'
import type { Answer } from '../support/visitor/wire.ts'
import { inTurn, post, volley } from '../support/volley.ts'
import { codeIn, until } from '../support/waiting.ts'
import { afterTheLeases } from './supervisor.ts'

// What mail servers and gateways do wrong, seen by processes that know nothing of a test. One database is enough: the other
// side of the line is what is looked at.

/** Long enough for any machine, and shorter than what hangs is waited for. */
const AT_ONCE_MS = 5000

interface Timed {
  readonly answer: Answer | undefined
  readonly ms: number
}

async function timed(shot: Parameters<typeof inTurn>[2], products: readonly Product[]): Promise<Timed> {
  const began = performance.now()
  const [answer] = await volley(inTurn(products, 1, shot))
  return { answer, ms: Math.round(performance.now() - began) }
}

async function signUp({ idps, idpUrl }: Shipped, email: string): Promise<Timed> {
  const once = randomBytes(32).toString('base64url')
  const names = { civility: 'madame', givenName: 'Nina', familyName: 'Roussel', terms: 'on' }
  const fields = { ...names, email, password: 'copper-walnut-harbour', once }
  return timed(() => post(`${idpUrl}/signup`, fields, { from: nextAddress() }), idps)
}

const letters = ({ idpDb }: Shipped) => idpDb('outbox').select('state', 'attempts', 'last_error', 'sealed')

/** The process has found out that something is wrong: it has tried, and will again. */
const triedInVain = (world: Shipped, count: number): Promise<true> =>
  until('every letter was tried', async () => {
    const tried = (await letters(world)).filter(({ last_error }) => last_error !== null)
    return tried.length === count ? true : undefined
  })

const ways: readonly { readonly mode: SmtpMode; readonly copies: number }[] = [
  { mode: 'refuse4xx', copies: 1 },
  { mode: 'dropBeforeReply', copies: 2 }, // nobody can know that it arrived: it comes again, as the same mail
  { mode: 'hang', copies: 1 },
]

for (const { mode, copies } of ways) {
  test.serial(`signing up does not wait for a mail server in trouble, and no mail is lost (${mode})`, async (t) => {
    const world = await shipped(t, { database: 'sqlite', idps: 1, portals: 0 })
    const [idp] = world.idps
    if (!idp) return t.fail()
    world.inbox.setSmtpMode(mode)
    const people = ['nina', 'rosa', 'emma'].map((name) => `${name}@example.test`)
    const answers = await Promise.all(people.map((email) => signUp(world, email)))
    t.deepEqual(
      answers.map(({ answer }) => answer?.status),
      [303, 303, 303],
    )
    if (mode !== 'hang') await triedInVain(world, 3)
    world.inbox.setSmtpMode('ok')
    const began = performance.now()
    await afterTheLeases(idp, world.idpDb)
    t.log({ answeredMs: answers.map(({ ms }) => ms), recoveredMs: Math.round(performance.now() - began) })
    t.true(answers.every(({ ms }) => ms < AT_ONCE_MS))
    for (const email of people) {
      const references = world.inbox.references(email)
      t.is(references.length, copies)
      t.is(new Set(references).size, 1)
    }
  })
}

test.serial('a mail server that is down delays the mail and not the answer', async (t) => {
  const world = await shipped(t, {
    database: 'sqlite',
    idps: 1,
    portals: 0,
    env: { IDP_SMTP_URL: 'smtp://127.0.0.1:9' },
  })
  const { answer, ms } = await signUp(world, 'nina@example.test')
  t.is(answer?.status, 303)
  t.true(ms < AT_ONCE_MS)
  await triedInVain(world, 1)
  t.like((await letters(world))[0], { state: 'waiting', last_error: 'ECONNREFUSED' })
})

test.serial('a mail that is refused for good is dead, with its reason and without its words', async (t) => {
  const world = await shipped(t, { database: 'sqlite', idps: 1, portals: 0 })
  world.inbox.setSmtpMode('refuse5xx')
  const { answer } = await signUp(world, 'nina@example.test')
  t.is(answer?.status, 303)
  await triedInVain(world, 1)
  t.deepEqual(await letters(world), [
    { state: 'dead', attempts: 1, last_error: 'SMTP 550 5.1.1 at RCPT TO', sealed: null },
  ])
})

const gateways: readonly { readonly mode: SmsMode; readonly name: string }[] = [
  { mode: 'error', name: 'answers 500' },
  { mode: 'acceptedButLost', name: 'sends it and loses the answer' },
  { mode: 'hang', name: 'never answers' },
  { mode: { slow: 1500 }, name: 'is slow' },
]

for (const { mode, name } of gateways) {
  test.serial(
    `asking for a contract does not wait for a gateway that ${name}, and one code arrives once`,
    async (t) => {
      const world = await shipped(t, { database: 'sqlite', idps: 0, portals: 1 })
      const [portal] = world.portals
      if (!portal) return t.fail()
      const { number, mobile } = contracts.morel
      const customer = await signedInAt(world)
      const asks = (fields: Record<string, string>, path = '/contracts/new') =>
        timed(() => post(`${world.portalUrl}${path}`, fields, { ...customer, from: nextAddress() }), world.portals)
      world.inbox.setSmsMode(mode)
      const once = randomUUID()
      const { answer, ms } = await asks({ number, once })
      t.is(answer?.headers.get('location'), '/contracts/new/code')
      t.true(ms < AT_ONCE_MS)
      await asks({ number, once }) // and somebody who is impatient
      await until('it was tried', async () =>
        (await world.portalDb('outbox').first('attempts')).attempts > 0 ? true : undefined,
      )
      if (mode !== 'hang' && typeof mode === 'string') {
        await until('in vain', async () =>
          (await world.portalDb('outbox').first('last_error')).last_error ? true : undefined,
        )
      }
      world.inbox.setSmsMode('ok')
      await afterTheLeases(portal, world.portalDb)
      t.log({ answeredMs: ms, attempts: (await world.portalDb('outbox').pluck('attempts')).join() })
      t.is((await world.portalDb('sms_challenge')).length, 1)
      const messages = world.inbox.messages(mobile)
      t.is(messages.length, 1, 'the gateway knows it again by its reference')
      const [message] = messages
      const entered = message && (await asks({ code: codeIn(message) }, '/contracts/new/code'))
      t.is(entered?.answer?.headers.get('location'), `/contracts/${number}`)
    },
  )
}
