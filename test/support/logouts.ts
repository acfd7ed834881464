import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import type { Teardown } from './database.ts'
import { openDoor } from './serve.ts'

/** How an app answers a logout notice: a status, or worse. */
export type Manners = number | 'hangs' | 'cuts' | 'never ends'

/** Where an app is told that sessions are over. */
export interface Ear {
  /** for the client's `backchannel_logout_uri`; its origin has to be listed as reachable */
  readonly address: string
  readonly origin: string
  /** every token that came, in order, also those it did not take */
  readonly tokens: readonly string[]
  behave(how: Manners): void
  /** the claims of the tokens it answered 200, their signatures verified with the provider's published keys */
  heard(issuer: string, clientId: string): Promise<JWTPayload[]>
}

export async function openEar(t: Teardown): Promise<Ear> {
  const door = await openDoor(t)
  const [tokens, taken]: [string[], string[]] = [[], []]
  let manners: Manners = 200
  door.lead(async (request: IncomingMessage, response: ServerResponse) => {
    const token = new URLSearchParams((await buffer(request)).toString()).get('logout_token') ?? ''
    tokens.push(token)
    if (manners === 200 || manners === 'never ends') taken.push(token)
    if (manners === 'cuts') request.socket.destroy()
    else if (manners === 'never ends') response.write('x'.repeat(100_000))
    else if (manners !== 'hangs') response.writeHead(manners, { location: `${door.url}/elsewhere` }).end()
  })
  return {
    address: `${door.url}/told`,
    origin: door.url,
    tokens,
    behave: (how) => {
      manners = how
    },
    heard: async (issuer, audience) => {
      const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
      const options = { issuer, audience, typ: 'logout+jwt', requiredClaims: ['sub', 'iat', 'exp', 'jti', 'events'] }
      return Promise.all(taken.map(async (token) => (await jwtVerify(token, keys, options)).payload))
    },
  }
}
