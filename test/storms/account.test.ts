import { verify } from '@node-rs/argon2'
import test, { type ExecutionContext } from 'ava'
import { signIn } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { type Person, people } from '../support/people.ts'
import { nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { inTurn, post, statuses, volley } from '../support/volley.ts'
import { arrived, until } from '../support/waiting.ts'

// Changes of an account that are sent twenty times at once to two providers on one database.

const { anna, ben } = people
const NEW = 'anna.lindqvist@other.example'

const stage = (t: ExecutionContext, database: DatabaseKind): Promise<Shipped> =>
  shipped(t, { database, idps: 2, portals: 0 })

const at = async (world: Shipped, path: string, person: Person): Promise<Visitor> =>
  signIn(await world.visitor().open(`${world.idpUrl}${path}`), person)

const cookiesOf = (visitor: Visitor): string => visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

const recorded = async ({ idpDb }: Shipped, action: string): Promise<number> => {
  const found: unknown[] = await idpDb('audit_event').where({ action })
  return found.length
}

const tokenOf = (links: readonly string[], path: string): string =>
  links
    .map((link) => new URL(link))
    .find(({ pathname }) => pathname === path)
    ?.searchParams.get('token') ?? ''

/** The newest mail to somebody with a link to that page. */
const tokenFor = (world: Shipped, to: string, path: string): Promise<string> =>
  until(`a link to ${path} for ${to}`, async () => {
    const found = world.inbox.messages(to).map(({ links }) => tokenOf(links, path))
    return found.filter(Boolean).at(-1)
  })

const hashOf = async ({ idpDb }: Shipped, id: string): Promise<string> =>
  (await idpDb('account').where({ id }).first()).password_hash

const passwordForm = (n: number) => ({ current_password: anna.password, password: `harbour-walnut-${n}-orchard` })

async function ask(world: Shipped, visitor: Visitor, email: string): Promise<string> {
  await visitor.open(`${world.idpUrl}/account/email`)
  await visitor.fill('Nouvelle adresse e-mail', email).press('Envoyer le lien')
  return `${cookiesOf(visitor)}; bmwid_address=${await tokenFor(world, email, '/account/email/confirm')}`
}

for (const database of DATABASES) {
  test.serial(
    `of twenty passwords chosen at once with the present one at two processes one holds, and its owner is told, on ${database} [R8]`,
    async (t) => {
      const world = await stage(t, database)
      const id = await openAccountIn(world, anna)
      const visitor = await at(world, '/account/password', anna)
      const url = `${world.idpUrl}/account/password`
      const cookie = cookiesOf(visitor)
      const answers = await volley(
        inTurn(world.idps, 20, (n) => post(url, passwordForm(n), { cookie, from: nextAddress() })),
      )
      const { 303: won, ...refused } = statuses(answers)
      t.is(won, 1, JSON.stringify(statuses(answers)))
      // overtaken, found the password replaced already, or one of too many at once
      t.deepEqual(
        Object.keys(refused).filter((status) => !['409', '422', '429'].includes(status)),
        [],
      )
      const winner = answers.findIndex(({ status }) => status === 303)
      t.true(await verify(await hashOf(world, id), passwordForm(winner).password), 'the one that was told so')
      t.is(await recorded(world, 'password.changed'), 1)
      t.is((await world.idpDb('undo_link')).length, 1)
      t.is((await visitor.open(`${world.idpUrl}/account`)).heading, 'Mon BMW ID.')
    },
  )

  test.serial(`a reset and a change at once leave one consistent state, on ${database} [R8][R25]`, async (t) => {
    const world = await stage(t, database)
    const id = await openAccountIn(world, anna)
    const visitor = await at(world, '/account/password', anna)
    await volley(inTurn(world.idps, 1, () => post(`${world.idpUrl}/password/forgot`, { email: anna.email })))
    const reset = `bmwid_reset=${await tokenFor(world, anna.email, '/password/reset')}`
    const cookie = cookiesOf(visitor)
    const answers = await volley(
      inTurn(world.idps, 2, (n) =>
        n === 0
          ? post(`${world.idpUrl}/account/password`, passwordForm(0), { cookie })
          : post(`${world.idpUrl}/password/reset`, { password: passwordForm(1).password }, { cookie: reset }),
      ),
    )
    const [changed, chosen] = answers.map(({ status }) => status === 303)
    t.true(changed || chosen, JSON.stringify(statuses(answers)))
    const hash = await hashOf(world, id)
    const holds = [await verify(hash, passwordForm(0).password), await verify(hash, passwordForm(1).password)]
    // the later of two that were both told so
    t.is(holds.filter(Boolean).length, 1)
    t.true((holds[0] && changed) || (holds[1] && chosen))
    t.is(await recorded(world, 'password.changed'), Number(changed) + Number(chosen))
    if (chosen && holds[1]) {
      t.is((await world.idpDb('engine_object').where({ model: 'Session', account_id: id })).length, 0)
    }
  })

  test.serial(`of twenty who take one change back at once at two processes one does, on ${database}`, async (t) => {
    const world = await stage(t, database)
    const id = await openAccountIn(world, anna)
    const visitor = await at(world, '/account/password', anna)
    const { current_password, password } = passwordForm(7)
    visitor.fill('Mot de passe actuel', current_password).fill('Nouveau mot de passe', password)
    await visitor.press('Enregistrer')
    const cookie = `bmwid_undo=${await tokenFor(world, anna.email, '/undo')}`
    const answers = await volley(inTurn(world.idps, 20, () => post(`${world.idpUrl}/undo`, {}, { cookie })))
    t.deepEqual(statuses(answers), { 303: 1, 410: 19 })
    t.true(await verify(await hashOf(world, id), anna.password))
    t.is(await recorded(world, 'change.undone'), 1)
    await arrived(world.inbox, anna.email)
    await nothingWaits(world)
    const told = world.inbox.messages(anna.email).filter(({ subject }) => subject === 'Le changement est annulé')
    t.is(told.length, 1)
  })

  test.serial(
    `one proof of an address pressed twenty times at once at two processes changes it once, on ${database} [R74]`,
    async (t) => {
      const world = await stage(t, database)
      const id = await openAccountIn(world, anna)
      const visitor = await at(world, '/account/email', anna)
      const cookie = await ask(world, visitor, NEW)
      const url = `${world.idpUrl}/account/email/confirm`
      const answers = await volley(inTurn(world.idps, 20, () => post(url, {}, { cookie })))
      t.deepEqual(statuses(answers), { 303: 1, 410: 19 })
      t.is((await world.idpDb('account').where({ id }).first()).email, NEW)
      t.is(await recorded(world, 'email.changed'), 1)
      t.is((await world.idpDb('undo_link')).length, 1)
    },
  )

  test.serial(
    `of two accounts that prove one address at once one gets it, and nothing breaks, on ${database} [R74]`,
    async (t) => {
      const world = await stage(t, database)
      const ids = [await openAccountIn(world, anna), await openAccountIn(world, ben)]
      const first = await ask(world, await at(world, '/account/email', anna), NEW)
      const visitor = await at(world, '/account/email', ben)
      await world.idpDb('budget').delete() // or the second mail to that address would be a minute early
      const mails = world.inbox.messages(NEW).length
      await visitor.fill('Nouvelle adresse e-mail', NEW).press('Envoyer le lien')
      await until('the second link', async () => (world.inbox.messages(NEW).length > mails ? true : undefined))
      const second = `${cookiesOf(visitor)}; bmwid_address=${await tokenFor(world, NEW, '/account/email/confirm')}`
      const url = `${world.idpUrl}/account/email/confirm`
      const answers = await volley(inTurn(world.idps, 2, (n) => post(url, {}, { cookie: n === 0 ? first : second })))
      t.deepEqual(statuses(answers), { 303: 1, 409: 1 })
      const emails: string[] = await world.idpDb('account').whereIn('id', ids).pluck('email')
      t.is(emails.filter((email) => email === NEW).length, 1)
      t.is((await world.idpDb('address_change')).length, 0)
      t.is(await recorded(world, 'email.changed'), 1)
    },
  )
}

const nothingWaits = ({ idpDb }: Shipped): Promise<true> =>
  until('every letter is sent', async () =>
    (await idpDb('outbox').where({ state: 'waiting' })).length === 0 ? true : undefined,
  )
