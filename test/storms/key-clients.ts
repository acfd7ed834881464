import { setTimeout as pause } from 'node:timers/promises'
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { createGate } from '../../shared/limits/gate.ts'
import { MINUTE } from '../../shared/time.ts'
import { insecure, signIn, type TestApp } from '../support/app.ts'
import type { Person } from '../support/people.ts'
import type { Shipped } from '../support/processes.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { send } from '../support/visitor/wire.ts'

/** Fifty people and their app, who sign in, refresh and ask for userinfo again and again. */
export interface Clients {
  /** what has failed so far, a line each */
  readonly failures: readonly string[]
  /** the keys that have signed what they got */
  readonly signers: ReadonlySet<string>
  /** rounds in all */
  readonly rounds: () => number
  /** Ten minutes go by: the app reads the key set anew. It never does so otherwise, whatever it meets. */
  readonly readKeys: () => Promise<void>
  /** Until each has begun and ended so many more rounds. */
  readonly everyoneDoes: (rounds: number) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Fifty passwords at one instant would be a test of another kind: whoever waits for two seconds is sent away. */
const oneByOne = createGate({ width: 4, waiting: 1000, patienceMs: 10 * MINUTE })

/** Without keeping lines: each request is a connection of its own, and so comes to whichever process is there. */
const wire = {
  ...insecure,
  [oauth.customFetch]: async (url: string, options: oauth.CustomFetchOptions<string, URLSearchParams | undefined>) => {
    const body = options.body ? { body: String(options.body) } : {}
    const answer = await send(url, { method: options.method, headers: options.headers, ...body })
    return new Response(answer.body, { status: answer.status, headers: answer.headers })
  },
} as const

export async function startClients(
  world: Shipped,
  { app, persons }: { app: TestApp; persons: readonly Person[] },
): Promise<Clients> {
  const failures: string[] = []
  const signers = new Set<string>()
  const done = persons.map(() => 0)
  let keys: ReturnType<typeof createLocalJWKSet>
  let going = true
  const readKeys = async (): Promise<void> => {
    const { body } = await send(`${world.idpUrl}/jwks`, { method: 'GET', headers: {} })
    keys = createLocalJWKSet(JSON.parse(body) as JSONWebKeySet)
  }
  await readKeys()
  const check = async (idToken = ''): Promise<void> => {
    await jwtVerify(idToken, keys, { issuer: world.idpUrl, audience: app.client.client_id })
    signers.add(decodeProtectedHeader(idToken).kid ?? '')
  }
  const live = async (person: Person, at: number): Promise<void> => {
    let visitor = world.visitor()
    let earlier: string | undefined
    while (going) {
      if ((done[at] ?? 0) % 3 === 0) visitor = world.visitor() // a browser that has to sign in
      try {
        const tokens = await round(world, app, { visitor, person })
        for (const idToken of [...tokens, ...(earlier === undefined ? [] : [earlier])]) await check(idToken)
        await leave(world, tokens[0] ?? '')
        earlier = tokens[0]
      } catch (error) {
        failures.push(error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error))
        visitor = world.visitor()
      }
      done[at] = (done[at] ?? 0) + 1
      await pause(100)
    }
  }
  const lives = persons.map(live)
  return {
    failures,
    signers,
    rounds: () => done.reduce((sum, count) => sum + count, 0),
    readKeys,
    everyoneDoes: async (rounds) => {
      const goals = done.map((count) => count + rounds + 1) // one more: it may be in the middle of one
      while (goals.some((goal, at) => (done[at] ?? 0) < goal)) await pause(20)
    },
    stop: async () => {
      going = false
      await Promise.all(lives)
    },
  }
}

/** One sign-in with all that follows; returns the ID tokens it gave. */
async function round(
  { idpUrl }: Shipped,
  { as, client, auth, redirectUri }: TestApp,
  { visitor, person }: { visitor: Visitor; person: Person },
): Promise<string[]> {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile email',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  })
  await visitor.open(`${idpUrl}/auth?${query}`)
  if (!visitor.url.startsWith(redirectUri)) await oneByOne(() => signIn(visitor, person))
  if (!visitor.url.startsWith(redirectUri)) throw new Error(`sign-in: ${visitor.status} ${visitor.heading}`)
  const parameters = oauth.validateAuthResponse(as, client, new URL(visitor.url), state)
  const first = await tokensOf(
    await oauth.authorizationCodeGrantRequest(as, client, auth, parameters, redirectUri, verifier, wire),
  )
  const second = await tokensOf(await oauth.refreshTokenGrantRequest(as, client, auth, first.refresh_token, wire))
  const userinfo = await oauth.userInfoRequest(as, client, second.access_token, wire)
  if (userinfo.status !== 200) throw new Error(`userinfo: ${userinfo.status} ${await userinfo.text()}`)
  return [first.id_token, second.id_token]
}

async function tokensOf(answer: Response) {
  const body = await answer.text()
  if (answer.status !== 200) throw new Error(`token: ${answer.status} ${body}`)
  return JSON.parse(body) as { id_token: string; access_token: string; refresh_token: string }
}

/** The provider itself must know what it has signed: at sign-out an ID token is shown to it. */
async function leave({ idpUrl }: Shipped, idToken: string): Promise<void> {
  const query = new URLSearchParams({ id_token_hint: idToken })
  const { status } = await send(`${idpUrl}/session/end?${query}`, { method: 'GET', headers: { accept: 'text/html' } })
  if (status !== 200) throw new Error(`sign-out: ${status}`)
}
