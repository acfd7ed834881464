import test from 'ava'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { people } from '../support/people.ts'
import { worldWith } from '../support/world.ts'
import { ask, askFor, contracts, giveNumber, newCustomer, recorded, signedIn, tally, UNKNOWN } from './adding.ts'

const REFUSED = 'Ce contrat ne peut pas être ajouté en ligne.'
const FORM = 'Ajouter un nouveau contrat.'

test('a contract number leads to the code that was sent to the number given at signature', async (t) => {
  const world = await worldWith(t)
  const morel = await signedIn(world)
  await askFor(morel, ' s 0123 456-789 ')
  t.is(morel.path, '/contracts/new/code')
  t.is(morel.heading, 'Renseignez le code SMS.')
  t.regex(morel.text, /contrat n° S0123456789 est envoyé au 06 •• •• •• 01, le numéro donné à la signature/)
  t.regex(morel.text, /sera ajouté au compte j•••@example\.test/)
  t.regex(morel.said('Code SMS'), /6 chiffres.*10 minutes.*vous avez trois essais/)
  t.notRegex(morel.html, /639980101|39 98 01 01/)
  const { text } = await world.inbox.last(contracts.morel.mobile)
  t.regex(text, /^BMW Financial Services : votre code est (\d{6})\. .*\n@localhost #\1$/s)
})

test('an empty home asks for the contract in place', async (t) => {
  const morel = await signedIn(await worldWith(t))
  await morel.fill('N° de contrat', contracts.morel.number).press('Ajouter ce contrat')
  t.is(morel.heading, 'Renseignez le code SMS.')
})

for (const [typed, fault, kept] of [
  ['', /un S suivi de 10 chiffres/, ''],
  ['S012345678', /un S suivi de 10 chiffres/, 'S012345678'],
  ['0123456789', /Il manquait le S/, 'S0123456789'],
  [UNKNOWN, /Nous ne trouvons pas ce numéro/, UNKNOWN],
] as const) {
  test(`« ${typed} » is explained, and kept to be mended`, async (t) => {
    const world = await worldWith(t)
    const morel = await signedIn(world)
    await askFor(morel, typed)
    t.is(morel.status, 422)
    t.is(morel.heading, FORM)
    t.regex(morel.said('N° de contrat'), fault)
    t.is(morel.field('N° de contrat'), kept)
    t.regex(morel.text, /09 69 32 20 39/)
    t.is((await world.portal.db('sms_challenge')).length, 0)
  })
}

test('whatever speaks against a contract, the answer is the same to the byte', async (t) => {
  const world = await worldWith(t)
  const { db } = world.portal
  const morel = await signedIn(world)
  const { id } = await db('customer').first('id')
  const pages = new Map<string, string>()
  const refusal = async (why: string, number: string) => {
    await askFor(morel, number)
    t.is(morel.heading, REFUSED, why)
    t.is(morel.status, 403, why)
    pages.set(why, morel.html)
    await db('budget')
      .where('ends_at', '<', world.clock.now() + 40 * DAY)
      .delete()
  }
  await refusal('company', contracts.company.number)
  await refusal('no mobile', contracts.noMobile.number)
  await refusal('ended', contracts.ended.number)
  await refusal('not delivered', contracts.undelivered.number)

  const { number } = contracts.lefevre
  await db('contract_link').insert({
    contract_number: number,
    customer_id: await newCustomer(world.portal),
    attached_at: 1,
  })
  await refusal('attached elsewhere', number)
  await db('contract_link').delete()
  await db('attach_pair').insert({ contract_number: number, customer_id: id, tries: 3, blocked_at: 1 })
  await refusal('pair blocked', number)
  await db('attach_pair').delete()
  await db('holder')
    .where({ id: 'lefevre' })
    .update({ mobile_changed_at: world.clock.now() - 7 * DAY + MINUTE })
  await refusal('number changed lately', number)
  await db('holder').where({ id: 'lefevre' }).update({ mobile_changed_at: null })
  await giveNumber(world.portal, 'lefevre', '+33199001205')
  await refusal('a landline', number)
  await giveNumber(world.portal, 'lefevre', contracts.lefevre.mobile)
  for (const stranger of [1, 2, 3]) {
    t.is((await ask(world.portal, await newCustomer(world.portal), number)).kind, 'codeSent', `${stranger}`)
  }
  await refusal('its text messages are used up', number)

  t.is(pages.size, 9)
  t.is(new Set(pages.values()).size, 1)
  t.regex(morel.text, /au nom d’une entreprise.*09 69 32 20 39/s)
  t.notRegex(morel.html, /S\d{10}/)
  t.is(await recorded(world.portal, 'contract.refused'), 9)
})

test('a contract that is already theirs is shown the way to', async (t) => {
  const world = await worldWith(t)
  const morel = await signedIn(world)
  const { id } = await world.portal.db('customer').first('id')
  await world.portal
    .db('contract_link')
    .insert({ contract_number: contracts.morel.number, customer_id: id, attached_at: 1 })
  await askFor(morel, contracts.morel.number)
  t.regex(morel.text, /déjà dans votre espace client/)
  await morel.follow('Voir mon contrat')
  t.is(morel.path, `/contracts/${contracts.morel.number}`)
})

test('five unknown numbers a day, then no number is answered any more, known or not', async (t) => {
  const world = await worldWith(t)
  const morel = await signedIn(world)
  for (const n of [1, 2, 3, 4, 5]) {
    await askFor(morel, `S000000000${n}`)
    t.is(morel.status, 422)
  }
  await askFor(morel, 'S123')
  t.is(morel.status, 422, 'what is no number is not counted')
  for (const number of [UNKNOWN, contracts.morel.number, contracts.company.number]) {
    await askFor(morel, number)
    t.is(morel.status, 429)
    t.is(morel.heading, 'Trop d’essais pour aujourd’hui.')
  }
  t.is((await world.portal.db('sms_challenge')).length, 0)
  const { id } = await world.portal.db('customer').first('id')
  world.clock.pass(DAY + MINUTE)
  t.is((await ask(world.portal, id, contracts.morel.number)).kind, 'codeSent')
})

test.serial('of a hundred numbers at once five are answered', async (t) => {
  const world = await worldWith(t)
  const id = await newCustomer(world.portal)
  const other = await world.otherPortal()
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, n) => ask(n % 2 ? world.portal : other.portal, id, `S${1_000_000_000 + n}`)),
  )
  t.deepEqual(tally(outcomes), { unknown: 5, limited: 95 })
})

test('twenty unknown numbers from one address, whoever asks', async (t) => {
  const { portal } = await worldWith(t)
  const outcomes = []
  for (let n = 0; n < 24; n += 1) outcomes.push(await ask(portal, await newCustomer(portal), UNKNOWN))
  t.deepEqual(tally(outcomes), { unknown: 20, limited: 4 })
})

test('three text messages a day for a customer; the fourth contract waits until tomorrow [R64]', async (t) => {
  const { portal } = await worldWith(t)
  const id = await newCustomer(portal)
  const numbers = [contracts.morel, contracts.garnier, contracts.lefevre, contracts.reunion].map(({ number }) => number)
  const outcomes = []
  for (const number of numbers) outcomes.push(await ask(portal, id, number))
  t.deepEqual(tally(outcomes), { codeSent: 3, limited: 1 })
  t.is((await portal.db('sms_challenge').whereNull('closed_at')).length, 1, 'one is open at a time')
})

test('six text messages a month for a contract, whoever asks [R64]', async (t) => {
  const { portal, clock } = await worldWith(t)
  const outcomes = []
  for (const _day of [1, 2, 3]) {
    for (const _ask of [1, 2, 3]) outcomes.push(await ask(portal, await newCustomer(portal), contracts.morel.number))
    clock.pass(DAY + MINUTE)
  }
  t.deepEqual(tally(outcomes), { codeSent: 6, refused: 3 })
})

test('when too many text messages leave us nobody gets one, and no number is told from another [R68]', async (t) => {
  const world = await worldWith(t)
  const morel = await signedIn(world)
  const { db } = world.portal
  await ask(world.portal, await newCustomer(world.portal), contracts.garnier.number)
  await db('budget')
    .where({ used: 1 })
    .where('ends_at', '<=', world.clock.now() + HOUR)
    .update({ used: 60 })
  for (const number of [contracts.morel.number, UNKNOWN, contracts.company.number]) {
    await askFor(morel, number)
    t.is(morel.status, 503)
    t.is(morel.headers.get('retry-after'), '3600')
    t.regex(morel.text, /L’envoi de SMS est momentanément indisponible\. Réessayez dans une heure/)
    t.is(morel.field('N° de contrat'), number)
  }
  t.is((await db('sms_challenge')).length, 1)
})

test('the same contract within ten minutes leads to the same code, also after a cancel or another contract [R64]', async (t) => {
  const world = await worldWith(t)
  const morel = await signedIn(world)
  await askFor(morel, contracts.morel.number)
  await askFor(morel, contracts.morel.number)
  await morel.press('Annuler')
  t.is(morel.path, '/home')
  await morel.open('/contracts/new/code')
  t.is(morel.path, '/contracts/new', 'nothing is waited for')
  await askFor(morel, contracts.morel.number)
  await askFor(morel, contracts.lefevre.number)
  t.regex(morel.text, /S0722204918 est envoyé au 06 •• •• •• 07/)
  await askFor(morel, contracts.morel.number)
  t.regex(morel.text, /S0123456789 est envoyé/)
  t.is((await world.inbox.received(contracts.morel.mobile)).length, 1)
  t.is((await world.inbox.received(contracts.lefevre.mobile)).length, 1)
})

test('a form sent twice sends one text message, also when the answer to the first was lost for long [R64]', async (t) => {
  const { portal, clock } = await worldWith(t)
  const id = await newCustomer(portal)
  const twice = await Promise.all([1, 2].map(() => ask(portal, id, contracts.morel.number, 'the same form')))
  clock.pass(20 * MINUTE)
  const late = await ask(portal, id, contracts.morel.number, 'the same form')
  t.deepEqual(tally([...twice, late]), { codeSent: 3 })
  t.is((await portal.db('sms_challenge')).length, 1)
})

test('a sign-in of more than five minutes ago is asked for again, and the number is kept [R34]', async (t) => {
  const world = await worldWith(t)
  const morel = await signedIn(world)
  world.clock.pass(5 * MINUTE + 1000)
  await askFor(morel, contracts.morel.number)
  t.deepEqual(morel.steps.slice(0, 2), [
    `POST ${world.portalUrl}/contracts/new`,
    `GET ${world.portalUrl}/login?return_to=%2Fcontracts%2Fnew%3Fnumber%3DS0123456789&step_up=1`,
  ])
  t.is((await world.portal.db('sms_challenge')).length, 0)
  await morel.open(`${world.portalUrl}/contracts/new?number=S0123456789`)
  t.is(morel.field('N° de contrat'), 'S0123456789')
  await morel.open(`${world.portalUrl}/contracts/new?number=%3Cscript%3E`)
  t.is(morel.field('N° de contrat'), '')
})

test('in English', async (t) => {
  const world = await worldWith(t)
  const anna = await signedIn(world, people.anna, 'en-GB')
  await anna.open('/contracts/new')
  await anna.fill('Contract number', contracts.reunion.number).press('Add this contract')
  t.is(anna.heading, 'Enter the SMS code.')
  t.regex(anna.text, /code for contract S0809963314 is sent to 0692 •• •• 08/)
  t.regex((await world.inbox.last(contracts.reunion.mobile)).text, /your code is \d{6}\./)
})
