import test, { type ExecutionContext } from 'ava'
import { readConfig } from '../../idp/config.ts'
import { createIdp } from '../../idp/context.ts'
import { signIn } from '../../idp/login/service.ts'
import { createPasswords } from '../../shared/crypto/passwords.ts'
import { MINUTE } from '../../shared/time.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { signUp } from './signing-up.ts'

const { anna, ben } = people

test('what ships hashes passwords by Argon2id at the OWASP floor, each with a salt of its own [R1]', async (t) => {
  const { env, log } = await idpWith(t)
  const idp = await createIdp(readConfig(env), { log })
  const hashes = await Promise.all([idp.passwords.hash('same words'), idp.passwords.hash('same words')])
  await idp.close()
  const parts = hashes.map((hash) => /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]{22})\$/.exec(hash) ?? [])
  for (const [, memory, passes] of parts) {
    t.true(Number(memory) >= 19_456 && Number(passes) >= 2)
  }
  t.not(parts[0]?.[3], parts[1]?.[3])
})

test('whoever signs in gets a hash of today’s cost in place of a weaker one [R1]', async (t) => {
  const { idp } = await idpWith(t)
  const id = await openAccountOf(idp, anna)
  const weaker = await (await createPasswords({ memoryKib: 32, passes: 1, running: 1 })).hash(anna.password)
  const hashOf = async (): Promise<string> => (await idp.db('account').where({ id }).first()).password_hash
  await idp.db('account').update({ password_hash: weaker })
  const tryWith = (password: string) =>
    signIn(idp, { email: anna.email, password, device: undefined, origin: { ip: '10.0.0.1', requestId: 'x' } })
  await tryWith('not the right one')
  t.is(await hashOf(), weaker)
  t.is((await tryWith(anna.password)).kind, 'signedIn')
  t.regex(await hashOf(), /\$m=64,t=1,p=1\$/)
  t.is((await tryWith(anna.password)).kind, 'signedIn')
})

/** How often passwords are hashed or compared from now on. */
function counting({ idp }: Pick<TestIdp, 'idp'>): () => number {
  let count = 0
  const real = { ...idp.passwords }
  Object.assign(idp.passwords, {
    hash: (password: string) => {
      count += 1
      return real.hash(password)
    },
    matches: (password: string, stored: string | undefined) => {
      count += 1
      return real.matches(password, stored)
    },
  })
  return () => {
    const so = count
    count = 0
    return so
  }
}

async function stage(t: ExecutionContext) {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  await signUp(world.visitor(), ben)
  world.clock.pass(2 * MINUTE)
  return { ...world, counted: counting(world) }
}

test('an address costs one hash whoever has it, so that the time tells nothing: signing in and signing up [R16]', async (t) => {
  const { idp, visitor, counted } = await stage(t)
  const origin = { ip: '10.0.0.1', requestId: 'x' }
  for (const { email } of [anna, ben, { email: 'nobody@example.test' }]) {
    await signIn(idp, { email, password: 'not the right one', device: undefined, origin })
    t.is(counted(), 1, `signing in as ${email}`)
  }
  for (const email of [anna.email, 'nobody@example.test']) {
    const page = await signUp(visitor(), { ...ben, email })
    t.is(page.path, '/signup/sent')
    t.is(counted(), 1, `signing up as ${email}`)
  }
})

test('asking for a link or a new password hashes and mails nothing before the answer, whoever asks [R16]', async (t) => {
  const { idp, visitor, counted, inbox } = await stage(t)
  const sent = (): number => inbox.messages(anna.email).length
  await idp.outbox.stop()
  const before = sent()
  for (const email of [anna.email, ben.email, 'nobody@example.test']) {
    const page = await visitor().open('/password/forgot')
    await page.fill('Adresse e-mail', email).press('Recevoir un lien')
    t.is(page.heading, 'Regardez votre boîte mail.')
    t.is(counted(), 0, email)
  }
  t.is(sent(), before)
  t.true((await idp.db('outbox').where({ state: 'waiting' })).length > 0, 'it is only posted')
})
