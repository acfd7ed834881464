import test from 'ava'
import type { Lies } from '../../support/fake-provider.ts'
import { status } from './replies.ts'
import { AWAY, NOT_SIGNED_IN, refused, refuses, STALE, scene } from './scene.ts'

// The way back of the browser.

const back = (change: (query: URLSearchParams) => void): Lies => ({
  authorization: (honest) => {
    change(honest)
    return honest
  },
})
refuses('the way back from another issuer', '[R48][R55]', () => back((query) => query.set('iss', 'https://id.example')))
refuses('the way back that does not say from whom, though it was announced', '[R48][R55]', () =>
  back((query) => query.delete('iss')),
)
refuses('the way back from two issuers', '[R48][R55]', () => back((query) => query.append('iss', 'https://id.example')))
refuses('the way back with two codes', '[R54]', () => back((query) => query.append('code', 'another')))
refuses('the way back without a code', '[R54]', () => back((query) => query.delete('code')))
refuses('the way back with two states', '[R54]', () => back((query) => query.append('state', 'another')))
refuses('the way back with another state', '[R54]', () => back((query) => query.set('state', 'another')), {
  heading: STALE,
})
refuses('the way back without a state', '[R54]', () => back((query) => query.delete('state')), { heading: STALE })
refuses('the way back with a token in the address', '[R51][R54]', () =>
  back((query) => {
    query.delete('code')
    query.set('id_token', 'a.b.c')
    query.set('access_token', 'a')
  }),
)

test('the portal refuses a way back that was used, and one begun in another browser [R54]', async (t) => {
  const stage = await scene(t)
  let way = ''
  stage.provider.lies = {
    authorization: (honest) => {
      way = `/callback?${honest}`
      return new URLSearchParams({ state: 'lost' })
    },
  }
  const { mira } = stage
  await mira.open('/login')
  const miras = way
  const stranger = await stage.visitor().open(miras)
  t.is(stranger.heading, STALE)
  const other = await stage.visitor().open('/login')
  await other.open(miras)
  await refused(t, { ...stage, mira: other }, STALE)
  t.is(stage.provider.asked.tokens, 0)
  stage.provider.lies = { tokens: () => ({ error: 'invalid_grant' }) }
  await mira.open('/login')
  const used = mira.url
  await refused(t, stage)
  stage.provider.lies = {}
  await mira.open(used)
  await refused(t, stage, STALE)
  t.is(stage.provider.asked.tokens, 1)
})

test('what a provider says of an error is neither shown nor logged as it is [R40][R55]', async (t) => {
  const evil = '"><script>alert(1)</script>\r\nset-cookie: a=b'
  const stage = await scene(t)
  const lies: Lies[] = [
    back((query) => {
      query.delete('code')
      query.set('error', evil)
      query.set('error_description', evil)
      query.set('error_uri', 'javascript:alert(1)')
    }),
    { tokens: () => status(400, { error: evil, error_description: evil }) },
    { tokens: () => status(401, { error: 'invalid_client', error_description: evil }) },
    { userinfo: () => status(403, { error: evil, error_description: evil }) },
  ]
  for (const lie of lies) {
    stage.provider.lies = lie
    await stage.mira.open('/login')
    await refused(t, stage, lie.userinfo ? AWAY : NOT_SIGNED_IN)
    t.notRegex(stage.mira.html, /alert\(1\)|javascript:/)
    t.notRegex(JSON.stringify(stage.log.entries), /alert|script/)
  }
})
