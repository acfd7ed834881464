import test from 'ava'
import { DAY, MINUTE, SECOND } from '../../shared/time.ts'
import { people } from '../support/people.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { type World, worldWith } from '../support/world.ts'
import { ask, askFor, contracts, enter, newCustomer, recorded, signedIn, typeCode, wrong } from './adding.ts'

const { number, mobile } = contracts.morel
const BLOCKED = 'L’ajout de contrats est bloqué.'

/** Morel on the page of the code, and the code. */
async function waiting(t: Parameters<typeof worldWith>[0]): Promise<{ world: World; morel: Visitor; code: string }> {
  const world = await worldWith(t)
  const morel = await askFor(await signedIn(world), number)
  return { world, morel, code: await world.inbox.lastCode(mobile) }
}

test('the right code adds the contract, and both the account and the phone are told [R67]', async (t) => {
  const { world, morel, code } = await waiting(t)
  await typeCode(morel, ` ${code.slice(0, 3)} ${code.slice(3)} `)
  t.is(morel.path, `/contracts/${number}`)
  await morel.open('/home')
  t.regex(morel.text, /BMW X4 xDrive20d M Sport/)
  const mail = await world.inbox.last(people.morel.email)
  t.is(mail.subject, 'Un contrat a été ajouté à votre espace client')
  t.true(mail.links.includes(`${world.portalUrl}/contracts/${number}`))
  const notice = await world.inbox.last(mobile)
  t.regex(notice.text, /le contrat S0123456789 a été ajouté au compte j\*\*\*@\*\*\*/)
  t.notRegex(notice.text, new RegExp(code))
})

test('the right code sent twice leads to the same page, and has one effect [R62]', async (t) => {
  const { world, morel, code } = await waiting(t)
  const [{ id }] = await world.portal.db('customer')
  await Promise.all([1, 2, 3].map(() => enter(world.portal, id, code)))
  await typeCode(morel, code)
  t.is(morel.path, `/contracts/${number}`)
  t.is((await world.inbox.received(people.morel.email)).length, 1)
  t.is(await recorded(world.portal, 'contract.attached'), 1)
  await morel.open('/contracts/new/code')
  t.is(morel.path, '/contracts/new', 'and the page is over')
})

test('three wrong codes block, in words and by mail, and what was added stays [R63][R66]', async (t) => {
  const { world, morel, code } = await waiting(t)
  const [{ id }] = await world.portal.db('customer')
  await world.portal
    .db('contract_link')
    .insert({ contract_number: contracts.lefevre.number, customer_id: id, attached_at: 1 })
  await typeCode(morel, wrong(code, 1))
  t.is(morel.status, 422)
  t.regex(morel.said('Code SMS'), /Ce code n’est pas le bon\. Il vous reste 2 essais\./)
  t.is(morel.field('Code SMS'), '')
  await typeCode(morel, wrong(code, 2))
  t.regex(morel.said('Code SMS'), /il vous reste un essai\..*Ce code n’est pas le bon\. Il vous reste 1 essai\./)
  await typeCode(morel, wrong(code, 3))
  t.is(morel.heading, BLOCKED)
  t.regex(
    morel.text,
    /Trois codes faux ont été saisis ; .*ne peut plus ajouter de contrat.*restent accessibles.*09 69 32 20 39/s,
  )
  for (const page of ['/contracts/new', '/contracts/new/code']) {
    await morel.open(page)
    t.is(morel.heading, BLOCKED)
  }
  t.is((await enter(world.portal, id, code)).kind, 'blocked', 'the right code as the fourth')
  t.is((await ask(world.portal, id, contracts.garnier.number)).kind, 'blocked', 'any other contract')
  t.is((await morel.open(`/contracts/${contracts.lefevre.number}`)).status, 200)
  t.is((await world.inbox.last(people.morel.email)).subject, 'L’ajout de contrats est bloqué')
  t.deepEqual([await recorded(world.portal, 'code.wrong'), await recorded(world.portal, 'attachment.blocked')], [3, 1])
})

test('wrong codes go on counting over new text messages, cancels, other contracts and days [R63]', async (t) => {
  const { world, code } = await waiting(t)
  const { portal, clock } = world
  const [{ id }] = await portal.db('customer')
  t.deepEqual(await enter(portal, id, wrong(code)), { kind: 'wrong', left: 2 })
  clock.pass(DAY + MINUTE)
  await ask(portal, id, contracts.garnier.number)
  await ask(portal, id, number)
  const second = await world.inbox.lastCode(mobile)
  t.deepEqual(await enter(portal, id, wrong(second)), { kind: 'wrong', left: 1 })
  clock.pass(10 * MINUTE)
  await ask(portal, id, number)
  const third = await world.inbox.lastCode(mobile)
  t.deepEqual(await enter(portal, id, wrong(third)), { kind: 'blocked' })
  t.deepEqual(await enter(portal, id, third), { kind: 'blocked' })
})

test('a stranger’s wrong codes neither count against the owner nor keep them out [R66]', async (t) => {
  const world = await worldWith(t)
  const { portal } = world
  const stranger = await newCustomer(portal)
  await ask(portal, stranger, number)
  const sent = await world.inbox.lastCode(mobile)
  for (const by of [1, 2, 3]) await enter(portal, stranger, wrong(sent, by))
  const morel = await askFor(await signedIn(world), number)
  t.regex(morel.said('Code SMS'), /vous avez trois essais/)
  await typeCode(morel, await world.inbox.lastCode(mobile))
  t.is(morel.path, `/contracts/${number}`)
})

test('what is no code, or comes too late, is not a try [R63]', async (t) => {
  const { world, morel, code } = await waiting(t)
  for (const typed of ['', '12345', '1234567', 'abcdef', '१२३४५६']) {
    await typeCode(morel, typed)
    t.regex(morel.said('Code SMS'), /Un code SMS a 6 chiffres/, typed)
  }
  world.clock.pass(10 * MINUTE)
  await typeCode(morel, code)
  t.is(morel.status, 422)
  t.regex(morel.text, /Ce code a expiré\. Demandez-en un nouveau\./)
  const [{ tries }] = await world.portal.db('attach_pair')
  t.is(tries, 0)
})

test('a code is good in its tenth minute [R62]', async (t) => {
  const { world, code } = await waiting(t)
  const [{ id }] = await world.portal.db('customer')
  world.clock.pass(9.5 * MINUTE) // the clock runs on, and a busy machine takes its time
  t.is((await enter(world.portal, id, code)).kind, 'attached')
})

test('a code is worth nothing for another customer or another contract [R62]', async (t) => {
  const { world, code } = await waiting(t)
  const { portal } = world
  const other = await newCustomer(portal)
  t.is((await enter(portal, other, code)).kind, 'nothing')
  await ask(portal, other, number)
  t.is((await enter(portal, other, code)).kind, 'wrong')
  const [{ id }] = await portal.db('customer').whereNot({ id: other })
  await ask(portal, id, contracts.garnier.number)
  t.is((await enter(portal, id, code)).kind, 'wrong')
  t.is((await portal.db('contract_link')).length, 0)
})

test('a new text message only after ten minutes; its code replaces the old one [R62][R64]', async (t) => {
  const { world, morel, code } = await waiting(t)
  t.regex(morel.text, /Pas de code au bout de 10 minutes \?/)
  t.regex(morel.text, /disponible dans (10 min 0 s|9 min 5\d s)/)
  world.clock.pass(9 * MINUTE)
  await morel.press('Renvoyer le code SMS')
  t.is(morel.status, 429)
  t.regex(morel.text, /Vous pourrez en demander un autre dans (1 min 0 s|\d\d s)/)
  world.clock.pass(MINUTE)
  await morel.press('Renvoyer le code SMS')
  t.is(morel.path, '/contracts/new/code')
  t.regex(morel.text, /Un nouveau code concernant le contrat n° S0123456789 est envoyé au 06 •• •• •• 01/)
  const newer = await world.inbox.lastCode(mobile)
  t.is((await world.inbox.received(mobile)).length, 2)
  if (newer !== code) await typeCode(morel, code)
  t.regex(morel.said('Code SMS'), /Il vous reste 2 essais/)
  await typeCode(morel, newer)
  t.is(morel.path, `/contracts/${number}`)
})

test('a page that was made for an older code costs no try', async (t) => {
  const { world, morel, code } = await waiting(t)
  const [{ id }] = await world.portal.db('customer')
  world.clock.pass(10 * MINUTE)
  await ask(world.portal, id, number)
  await typeCode(morel, code)
  t.regex(morel.said('Code SMS'), /Un autre code a été envoyé depuis/)
  t.regex(morel.said('Code SMS'), /vous avez trois essais/)
})

test('while the gateway is away the page says so; later one text message with the same code arrives', async (t) => {
  const world = await worldWith(t)
  world.inbox.setSmsMode('error')
  const morel = await signedIn(world)
  await askFor(morel, number)
  const [{ code_mac: before }] = await world.portal.db('sms_challenge')
  await world.portal.outbox.drain()
  await morel.open('/contracts/new/code')
  t.regex(morel.text, /L’envoi de SMS est momentanément indisponible\. Nous réessayons ; vous n’avez rien à refaire\./)
  t.regex(morel.html, /data-refresh/)
  world.inbox.setSmsMode('acceptedButLost')
  world.clock.pass(10 * SECOND)
  await world.portal.outbox.drain()
  world.inbox.setSmsMode('ok')
  world.clock.pass(30 * SECOND)
  await world.portal.outbox.drain()
  const [message, ...more] = await world.inbox.received(mobile)
  t.is(more.length, 0)
  const [{ code_mac: after }] = await world.portal.db('sms_challenge')
  t.is(after, before)
  await morel.open('/contracts/new/code')
  t.notRegex(morel.html, /momentanément indisponible|data-refresh/)
  await typeCode(morel, /\d{6}/.exec(message?.text ?? '')?.[0] ?? '')
  t.is(morel.path, `/contracts/${number}`)
})

test('a text message that cannot be delivered is told, with whom to call', async (t) => {
  const world = await worldWith(t)
  world.inbox.setSmsMode('refuse')
  const morel = await signedIn(world)
  await askFor(morel, number)
  await world.portal.outbox.drain()
  await morel.open('/contracts/new/code')
  t.regex(morel.text, /Le SMS n’a pas pu être envoyé/)
  t.notRegex(morel.html, /data-refresh/)
})

test('no page, table, record or log holds the code or the telephone number [R61][R65][R76]', async (t) => {
  const { world, morel, code } = await waiting(t)
  const { portal, log } = world
  const pages = [morel.html]
  await typeCode(morel, wrong(code))
  pages.push(morel.html)
  await typeCode(morel, code)
  pages.push(morel.html)
  await portal.outbox.drain()
  const held = [
    'sms_challenge',
    'attach_pair',
    'contract_link',
    'audit_event',
    'outbox',
    'budget',
    'session',
    'customer',
  ]
  const dump = JSON.stringify(await Promise.all(held.map((table) => portal.db(table))))
  t.true(dump.length > 2000)
  for (const text of [...pages, dump, JSON.stringify(log.entries)]) {
    t.false(new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text))
    t.false(/639980101|39 ?98 ?01 ?01/.test(text))
  }
  t.false(JSON.stringify(await portal.db('audit_event')).includes(number), 'nor the record the whole contract number')
})
