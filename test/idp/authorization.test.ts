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
