import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { PORTAL_CLIENT_ID } from '../../idp/clients/service.ts'
import { signIn, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { worldWith } from '../support/world.ts'

const { anna } = people

/** Anna, signed in at the provider by an app, which now asks again. */
async function stage(t: ExecutionContext) {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const app = await testApp(t, world)
  const own = await signIn(await world.visitor().open((await app.begin()).address), anna)
  const again = async (more: Record<string, string>) => {
    const begun = await app.begin(more)
    await own.open(begun.address)
    return { begun, own, query: new URL(own.url).searchParams }
  }
  return { world, app, own, again }
}

test('prompt=login asks again, prompt=none never does, prompt=create asks to sign up [R49]', async (t) => {
  const { world, app, again } = await stage(t)
  t.true((await again({})).query.has('code'), 'signed in is signed in')
  t.is((await again({ prompt: 'login' })).own.heading, 'Connectez-vous.')
  t.true((await again({ prompt: 'none' })).query.has('code'))
  t.is((await again({ prompt: 'create' })).own.heading, 'BMW ID inscription')
  const stranger = await world.visitor().open((await app.begin({ prompt: 'none' })).address)
  t.is(new URL(stranger.url).searchParams.get('error'), 'login_required')
})

test('max_age asks for a fresh sign-in, and the token says when it was [R49]', async (t) => {
  const { app, own, again } = await stage(t)
  t.true((await again({ max_age: '3600' })).query.has('code'))
  const { begun } = await again({ max_age: '0' })
  t.is(own.heading, 'Connectez-vous.')
  await signIn(own, anna)
  const claims = oauth.getValidatedIdTokenClaims(await app.finish(begun, own.url))
  t.true(Math.abs(Number(claims?.auth_time) - Date.now() / 1000) < 30)
})

test('what the standard does not know is ignored, what contradicts itself is refused [R49]', async (t) => {
  const { app, again } = await stage(t)
  t.true((await again({ colour: 'blue', acr_values: 'urn:unknown', ui_locales: 'xx' })).query.has('code'))
  for (const wrong of [{ prompt: 'none login' }, { max_age: 'soon' }, { prompt: 'sing' }, { response_mode: 'smoke' }]) {
    await t.throwsAsync(app.begin(wrong), { instanceOf: oauth.ResponseBodyError }, JSON.stringify(wrong))
  }
})

const wanting = (acr: object): Record<string, string> => ({ claims: JSON.stringify({ id_token: { acr } }) })

test('a strength that is there is given, and one that is not there fails only if it is essential [R49]', async (t) => {
  const { world, app, again } = await stage(t)
  const given: Record<string, string>[] = [
    { acr_values: 'aal1' },
    { acr_values: 'aal3 phr' },
    wanting({ values: ['aal3'] }),
    wanting({ value: 'aal3' }),
    wanting({ essential: true, values: ['aal3', 'aal1'] }),
    wanting({ essential: true, value: 'aal1' }),
    wanting({ essential: true }),
  ]
  for (const more of given) {
    const { begun, own } = await again(more)
    t.is(oauth.getValidatedIdTokenClaims(await app.finish(begun, own.url))?.['acr'], 'aal1', JSON.stringify(more))
  }
  for (const acr of [
    { essential: true, values: ['aal3', 'phr'] },
    { essential: true, value: 'aal3' },
  ]) {
    t.is((await again(wanting(acr))).query.get('error'), 'unmet_authentication_requirements')
    t.is((await again({ ...wanting(acr), prompt: 'none' })).query.get('error'), 'unmet_authentication_requirements')
    const stranger = await world.visitor().open((await app.begin(wanting(acr))).address)
    t.is(
      new URL(stranger.url).searchParams.get('error'),
      'unmet_authentication_requirements',
      'before anybody signs in',
    )
  }
  t.is((await again(wanting({ essential: true, values: 'aal1' }))).query.get('error'), 'invalid_request')
})

test('a hint fills in the address, without a word on whether it is known, and the language is the one asked for [R49][R17]', async (t) => {
  const { world, app } = await stage(t)
  const ask = async (more: Record<string, string>) => world.visitor().open((await app.begin(more)).address)
  for (const login_hint of [anna.email, 'nobody@example.test']) {
    const page = await ask({ login_hint })
    t.is(page.field('BMW ID (adresse e-mail)'), login_hint)
    t.is(page.heading, 'Connectez-vous.')
    const silent = await ask({ login_hint, prompt: 'none' })
    t.is(new URL(silent.url).searchParams.get('error'), 'login_required')
  }
  t.is((await ask({ ui_locales: 'en' })).heading, 'Sign in.')
  t.is((await ask({ ui_locales: 'xx en-GB fr' })).heading, 'Sign in.')
  t.is((await ask({ ui_locales: 'xx' })).heading, 'Connectez-vous.')
})

test('an ID token says for whom an app asks: for nobody else without a question [R49]', async (t) => {
  const { world, app, again, own } = await stage(t)
  const { begun } = await again({})
  const { id_token: id_token_hint = '' } = await app.finish(begun, own.url)
  t.true((await again({ id_token_hint, prompt: 'none' })).query.has('code'))
  await openAccountOf(world.idp, people.morel)
  const julien = await signIn(await world.visitor().open((await app.begin()).address), people.morel)
  await julien.open((await app.begin({ id_token_hint, prompt: 'none' })).address)
  t.is(new URL(julien.url).searchParams.get('error'), 'login_required')
  await julien.open((await app.begin({ id_token_hint })).address)
  t.is(julien.heading, 'Connectez-vous.')
  const other = await testApp(t, world)
  for (const [by, hint] of [
    [other, id_token_hint],
    [app, `${id_token_hint.slice(0, -6)}AAAAAA`],
    [app, 'a.b.c'],
  ] as const) {
    const error = await t.throwsAsync(by.begin({ id_token_hint: hint }), { instanceOf: oauth.ResponseBodyError })
    t.is(error.error, 'invalid_request')
  }
})

test('from the portal nothing but a pushed request is taken [R53]', async (t) => {
  const { url, portalUrl, visitor } = await worldWith(t)
  const challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())
  const request = new URLSearchParams({
    client_id: PORTAL_CLIENT_ID,
    redirect_uri: `${portalUrl}/callback`,
    response_type: 'code',
    scope: 'openid',
    state: 'x',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const page = await visitor().open(`${url}/auth?${request}`)
  t.false(
    page.steps.some((step) => step.includes('/interaction/')),
    page.steps.join(),
  )
  t.notRegex(page.html, /type="password"/)
  const own = await visitor().open(`${portalUrl}/login`)
  t.is(own.heading, 'Connectez-vous.')
  const sent = own.steps.find((step) => step.includes('/auth?')) ?? ''
  t.deepEqual([...new URL(sent.replace('GET ', '')).searchParams.keys()].sort(), ['client_id', 'request_uri'])
})
