import test from 'ava'
import { saveClient } from '../../idp/clients/service.ts'
import type { Route } from '../support/routes.ts'
import type { World } from '../support/world.ts'
import { malformed } from './malformed.ts'
import { cookiesOf, type Surroundings, surroundings } from './surroundings.ts'
import { fire, RUNS } from './wire.ts'

// FUZZ_RUNS=100000 npm test -- test/fuzz/requests.test.ts        for longer
// FUZZ_SEED=… npm test -- test/fuzz/requests.test.ts             the same again

const app = { client_id: 'an-app', client_secret: 'an-app-has-a-secret-of-its-own-00' }
const redirect_uri = 'http://localhost:9/cb'
const PKCE = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' }
const authorization = { client_id: app.client_id, redirect_uri, response_type: 'code', scope: 'openid', ...PKCE }

const known = [
  app.client_id,
  redirect_uri,
  'S0123456789',
  'S9999999999',
  'anna@example.test',
  'somebody@example.test',
  'violet-lantern-harbour',
]

/** What would be right at these addresses. */
const right: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/auth': { ...authorization, state: 'x', nonce: 'x', prompt: 'login', ui_locales: 'fr' },
  '/request': { ...authorization, ...app, state: 'x', nonce: 'x', claims: '{"id_token":{"email":null}}' },
  '/token': {
    ...app,
    grant_type: 'authorization_code',
    code: 'x'.repeat(43),
    redirect_uri,
    code_verifier: 'x'.repeat(43),
  },
  '/token/revocation': { ...app, token: 'x'.repeat(43), token_type_hint: 'refresh_token' },
  '/me': { access_token: 'x'.repeat(43) },
  '/session/end': { client_id: app.client_id, post_logout_redirect_uri: redirect_uri, state: 'x' },
  '/session/end/confirm': { xsrf: 'x', logout: 'yes' },
  '/signup': {
    civility: 'monsieur',
    givenName: 'Ben',
    familyName: 'Okonjo',
    email: 'ben@example.test',
    password: 'quiet-walnut-meadow-8',
    terms: 'on',
    once: 'x',
  },
  '/signup/address': { email: 'ben@example.test' },
  '/activate': { token: 'x'.repeat(43), password: 'quiet-walnut-meadow-8' },
  '/activate/again': { email: 'anna@example.test' },
  '/password/forgot': { email: 'anna@example.test' },
  '/password/reset': { token: 'x'.repeat(43), password: 'quiet-walnut-meadow-8' },
  '/interaction/:uid': { email: 'anna@example.test', password: 'not-her-password', remember: 'on' },
  '/login': { return_to: '/home', lang: 'fr', sign_up: '1' },
  '/callback': { code: 'x', state: 'x', iss: 'http://localhost:9' },
  '/contracts/new': { number: 'S0123456789', once: 'x' },
  '/contracts/new/code': { code: '123456', challenge: 'x' },
  '/backchannel-logout': { logout_token: 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA' },
  '/sms/status': { MessageSid: 'x', MessageStatus: 'delivered' },
}

const parts: readonly (readonly [string, (at: Surroundings) => { routes: readonly Route[]; origin: string }])[] = [
  ['the provider’s pages', ({ idpRoutes, world }) => ({ routes: idpRoutes, origin: world.url })],
  ['the engine', ({ engineRoutes, world }) => ({ routes: engineRoutes, origin: world.url })],
  ['the portal', ({ portalRoutes, world }) => ({ routes: portalRoutes, origin: world.portalUrl })],
]

for (const [name, aim] of parts) {
  test.serial(
    `of ten thousand malformed requests those to ${name} break nothing, and tell nothing [R89]`,
    async (t) => {
      const at = await surroundings(t)
      const { world } = at
      const { routes, origin } = aim(at)
      await registerApp(world)
      const stranger = await world.visitor().open('/login')
      const uid = stranger.url.split('/').at(-1) ?? ''
      const values = [world.portal.config.clientId, `${world.portalUrl}/callback`, world.url, uid, ...known]
      const cookies = [at.people[0]?.cookies ?? [], cookiesOf(stranger)]
      const statuses = await fire(
        { arbitrary: malformed({ routes, values, right, cookies }), count: RUNS / parts.length },
        { origin, judge: at.judge, before: at.freshen },
      )
      t.log(`${name}: ${statuses}`)
      await at.stillWell()
      t.pass()
    },
  )
}

/** An app with a secret, so that what it asks is read to the end. */
const registerApp = ({ idp }: World): Promise<unknown> =>
  saveClient(idp, {
    ...app,
    client_name: 'An app',
    client_uri: 'http://localhost:9',
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [redirect_uri],
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
    scope: 'openid profile email offline_access',
  })
