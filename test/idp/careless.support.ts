import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { saveClient } from '../../idp/clients/service.ts'
import type { Teardown } from '../support/database.ts'
import { openDoor, type TestIdp } from '../support/serve.ts'

/** An app as nobody should write one: the same state, nonce and verifier for everybody, whoever comes to the callback is
 *  signed in with whatever code they bring, and any logout token is believed. */
export async function carelessApp(t: Teardown, world: Pick<TestIdp, 'idp' | 'url'>): Promise<{ id: string }> {
  const door = await openDoor(t)
  const [id, secret, verifier] = ['careless', 'the-secret-of-a-careless-app-0000000000000', 'v'.repeat(43)]
  const sessions = new Map<string, { sub: string; name: string }>()
  const callback = `${door.url}/callback`
  await saveClient(world.idp, {
    client_id: id,
    client_secret: secret,
    client_name: 'Une application négligente',
    client_uri: `${door.url}/`,
    start_uri: `${door.url}/login`,
    redirect_uris: [callback],
    backchannel_logout_uri: `${door.url}/logout`,
    backchannel_logout_session_required: true,
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code'],
    scope: 'openid profile',
    first_party: true,
  })
  const begin = `${world.url}/auth?${new URLSearchParams({
    client_id: id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid profile',
    state: 'always-the-same-state',
    nonce: 'always-the-same-nonce',
    // of 43 times "v" (RFC 7636 §4.2)
    code_challenge: Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString('base64url'),
    code_challenge_method: 'S256',
  })}`

  async function signIn(code: string): Promise<string> {
    const form = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
    const body = new URLSearchParams({ ...form, client_id: id, client_secret: secret })
    const tokens = (await (await fetch(`${world.url}/token`, { method: 'POST', body })).json()) as Record<
      string,
      string
    >
    const authorization = `Bearer ${tokens['access_token']}`
    const person = (await (await fetch(`${world.url}/me`, { headers: { authorization } })).json()) as {
      sub: string
      name: string
    }
    const session = randomUUID()
    sessions.set(session, person)
    return session
  }

  door.lead(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', door.url)
    const go = (location: string, headers = {}) => response.writeHead(303, { location, ...headers }).end()
    if (pathname === '/login') return go(begin)
    if (pathname === '/callback') {
      const session = await signIn(searchParams.get('code') ?? '').catch(() => undefined)
      return session ? go('/', { 'set-cookie': `careless=${session}; Path=/` }) : response.writeHead(500).end()
    }
    if (pathname === '/logout') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const token = new URLSearchParams(Buffer.concat(chunks).toString()).get('logout_token') ?? ''
      const { sub } = decodeJwt(token)
      for (const [session, person] of sessions) if (person.sub === sub) sessions.delete(session)
      return response.writeHead(200).end()
    }
    const person = sessions.get(/careless=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '')
    return response.setHeader('content-type', 'text/html').end(person ? `Hello ${person.name}` : 'Hello')
  })
  return { id }
}
