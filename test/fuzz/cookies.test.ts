import assert from 'node:assert/strict'
import test from 'ava'
import { calculatePKCECodeChallenge, generateRandomCodeVerifier, validateAuthResponse } from 'oauth4webapi'
import { testApp } from '../support/app.ts'
import { fillIn, type Route } from '../support/routes.ts'
import { mutated } from './mutated.ts'
import { cookiesOf, type Surroundings, surroundings } from './surroundings.ts'
import { fire, type Hit, RUNS, type Shot } from './wire.ts'

// FUZZ_RUNS=100000 npm test -- test/fuzz/cookies.test.ts        for longer
// FUZZ_SEED=… npm test -- test/fuzz/cookies.test.ts             the same again

/** What the browsers of these people hold, and of somebody who is about to sign in and has signed up just now. */
async function cookiesOfAll({
  world,
  people,
}: Surroundings): Promise<{ browsers: readonly (readonly string[])[]; uid: string }> {
  const stranger = await world.visitor().open('/login')
  const uid = stranger.url.split('/').at(-1) ?? ''
  return { browsers: [...people.map(({ cookies }) => cookies), cookiesOf(stranger)], uid }
}

const shotsAt = (routes: readonly Route[], uid: string): Pick<Shot, 'method' | 'target'>[] =>
  routes.map(({ method, pattern }) => ({ method, target: fillIn(pattern, { uid, number: 'S0123456789' }) }))

test.serial('of ten thousand mutated cookies those to the portal make nobody somebody else [R89]', async (t) => {
  const at = await surroundings(t)
  const { browsers, uid } = await cookiesOfAll(at)
  const shots = shotsAt(at.portalRoutes, uid)
  const statuses = await fire(
    { arbitrary: mutated(browsers, [...shots, ...shots.filter(({ method }) => method === 'GET')]), count: RUNS / 2 },
    { origin: at.world.portalUrl, judge: at.judge, before: at.freshen },
  )
  t.log(`the portal: ${statuses}`)
  await at.stillWell()
  t.pass()
})

test.serial('of ten thousand mutated cookies those to the provider make nobody somebody else [R89]', async (t) => {
  const at = await surroundings(t)
  const { browsers, uid } = await cookiesOfAll(at)
  const app = await testApp(t, at.world)
  const verifier = generateRandomCodeVerifier()
  const query = new URLSearchParams({
    client_id: app.client.client_id,
    redirect_uri: app.redirectUri,
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const silent = Array.from({ length: 30 }, () => ({ method: 'GET', target: `/auth?${query}` }))
  let [codes, redeemed] = [0, 0]
  const judge = async (shot: Shot, hit: Hit): Promise<void> => {
    at.judge(shot, hit)
    const location = /^location: (\S*[?&]code=\S+)/im.exec(hit.head)?.[1]
    if (location === undefined) return
    codes += 1
    const answer = await app.redeem({
      parameters: validateAuthResponse(app.as, app.client, new URL(location)),
      verifier,
    })
    const said = await answer.text()
    if (said.includes('"invalid_grant"')) return // of several sign-ins at the very same moment the last one holds
    assert.equal(answer.status, 200, said)
    redeemed += 1
    const { id_token } = JSON.parse(said) as { id_token: string }
    const { sub } = JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
    const owner = at.people.find((person) => person.sub === sub)
    const sent = shot.headers.join('; ').replaceAll('"', '')
    assert.ok(
      owner?.idpSession.every((cookie) => sent.includes(cookie)),
      'a code for somebody who did not come',
    )
  }
  const statuses = await fire(
    {
      arbitrary: mutated(browsers, [...shotsAt([...at.idpRoutes, ...at.engineRoutes], uid), ...silent]),
      count: RUNS / 2,
    },
    { origin: at.world.url, judge, before: at.freshen },
  )
  t.log(`the provider: ${statuses}; ${codes} codes, ${redeemed} redeemed, each for whose cookies came`)
  await at.stillWell()
  t.pass()
})
