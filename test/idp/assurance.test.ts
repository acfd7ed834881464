import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { clientOf } from '../../idp/clients/service.ts'
import { SECOND } from '../../shared/time.ts'
import { signIn, testApp } from '../support/app.ts'
import { bmwId } from '../support/command.ts'
import { codeAt, fromBase32, giveApp } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

// How sure an app wants to be, and what it is told (acr, amr).

const { anna } = people
const ESSENTIAL = { claims: JSON.stringify({ id_token: { acr: { essential: true, value: 'aal2' } } }) }
const VOLUNTARY = { acr_values: 'aal2' }

async function stage(t: ExecutionContext, metadata: Record<string, unknown> = {}) {
  const world = await idpWith(t)
  const id = await openAccountOf(world.idp, anna)
  const app = await testApp(t, world, metadata)
  const ask = async (visitor: Visitor, more: Record<string, string> = {}) => {
    const begun = await app.begin(more)
    await visitor.open(begun.address)
    const claims = async () => oauth.getValidatedIdTokenClaims(await app.finish(begun, visitor.url))
    return { claims, error: () => new URL(visitor.url).searchParams.get('error') }
  }
  const confirm = (visitor: Visitor, key: Buffer) => {
    world.clock.pass(30 * SECOND)
    return visitor.fill('Code à 6 chiffres', codeAt(key, world.clock.now())).press('Continuer')
  }
  return { world, id, ask, confirm, visitor: world.visitor() }
}

test('whoever has a factor is asked for it, also in a session that a password alone had opened', async (t) => {
  for (const more of [VOLUNTARY, ESSENTIAL]) {
    const { world, id, ask, confirm, visitor } = await stage(t)
    await ask(visitor)
    await signIn(visitor, anna)
    const { secret } = await giveApp(world.idp, id)
    t.is((await (await ask(visitor)).claims())?.['acr'], 'aal1', 'an app that does not ask')
    const { claims } = await ask(visitor, more)
    t.is(visitor.heading, 'Connectez-vous.')
    await signIn(visitor, anna)
    await confirm(visitor, secret)
    const told = await claims()
    t.deepEqual([told?.['acr'], told?.['amr']], ['aal2', ['pwd', 'otp', 'mfa']])
    t.is((await (await ask(visitor, more)).claims())?.['acr'], 'aal2', 'nobody is asked again')
    t.is((await (await ask(visitor, { acr_values: 'aal1' })).claims())?.['acr'], 'aal2', 'more is as good as less')
  }
})

test('whoever has none reads why, adds one, and comes back to the app', async (t) => {
  const { world, ask, confirm, visitor } = await stage(t)
  const { claims } = await ask(visitor, ESSENTIAL)
  await signIn(visitor, anna)
  t.is(visitor.heading, 'Une seconde étape est demandée.')
  await visitor.follow('Ajouter une seconde étape')
  const key = fromBase32((/<code>([A-Z2-7 ]{32,})<\/code>/.exec(visitor.html)?.[1] ?? '').replaceAll(' ', ''))
  visitor.fill('Code affiché par l’application', codeAt(key, world.clock.now()))
  await visitor.press('Ajouter l’application')
  await visitor.follow('Je les ai conservés')
  await visitor.follow('Continuer vers An app')
  t.is(visitor.heading, 'Votre seconde étape est prête.')
  await visitor.press('Me connecter')
  await signIn(visitor, anna)
  await confirm(visitor, key)
  t.is((await claims())?.['acr'], 'aal2', visitor.text)
})

test('whoever has none may go on without, if the app lets them', async (t) => {
  const { ask, visitor } = await stage(t)
  const { claims } = await ask(visitor, VOLUNTARY)
  await signIn(visitor, anna)
  await visitor.press('Continuer sans')
  t.is((await claims())?.['acr'], 'aal1')
  const silent = await ask(visitor, { ...VOLUNTARY, prompt: 'none' })
  t.is((await silent.claims())?.['acr'], 'aal1')
})

test('an app that insists is told when it is declined, and gets nobody by a forged answer', async (t) => {
  const { world, ask, visitor } = await stage(t)
  const { error } = await ask(visitor, ESSENTIAL)
  await signIn(visitor, anna)
  const cookie = visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const forged = await fetch(visitor.url, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'answer=without',
  })
  await visitor.open(forged.headers.get('location') ?? '')
  t.is(visitor.heading, 'Une seconde étape est demandée.')
  await visitor.press('Non merci, revenir à An app')
  t.is(error(), 'unmet_authentication_requirements')
  t.is((await ask(visitor, { ...ESSENTIAL, prompt: 'none' })).error(), 'unmet_authentication_requirements')
  const stranger = world.visitor()
  t.is((await ask(stranger, { ...ESSENTIAL, prompt: 'none' })).error(), 'login_required')
})

test('an app may demand a factor by its registration', async (t) => {
  const { ask, visitor } = await stage(t, { require_mfa: true })
  await ask(visitor, { acr_values: 'aal1' })
  await signIn(visitor, anna)
  t.is(visitor.heading, 'Une seconde étape est demandée.')
  t.regex(visitor.text, /Non merci, revenir à An app/)

  const clients = await idpWith(t)
  const run = (...words: string[]) => bmwId(clients.env, 'clients', ...words)
  const added = await run('add', 'Une boutique', '--redirect-uri', 'https://shop.example/cb', '--mfa')
  const mfaOf = async () => (await clientOf(clients.idp.db, String(added['id'])))?.settings.mfa
  t.is(await mfaOf(), true)
  await run('change', String(added['id']), '--no-mfa')
  t.is(await mfaOf(), false)

  const gentle = await stage(t, { default_acr_values: ['aal2'] })
  await gentle.ask(gentle.visitor)
  await signIn(gentle.visitor, anna)
  t.regex(gentle.visitor.text, /Continuer sans/)
})
