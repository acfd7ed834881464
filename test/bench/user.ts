import { createHash, randomBytes } from 'node:crypto'

/** What the benchmarks sign in with: a confidential client with a secret, so that no signature of ours is measured. */
export const client = {
  id: 'bench',
  secret: 'bench-only-not-a-secret-of-anything',
  redirect: 'http://localhost:9/callback',
}
export const machine = { id: 'bench-machine', secret: 'bench-only-not-a-secret-of-anything' }

export const person = (n: number) => ({ email: `person${n}@example.test`, password: `lantern harbour ${n}` })

export interface Tokens {
  readonly access_token: string
  readonly refresh_token?: string
}

/** One whole sign-in as a browser and an app do it: six requests, a new session. */
export async function signIn(url: string, n: number): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url')
  const browser = new Browser(url, `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`)
  const query = new URLSearchParams({
    client_id: client.id,
    response_type: 'code',
    redirect_uri: client.redirect,
    scope: 'openid email',
    state: 'x',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const interaction = await browser.go(`/auth?${query}`)
  await browser.go(interaction)
  const resume = await browser.go(interaction, new URLSearchParams(person(n)))
  const callback = await browser.go(resume)
  const code = new URL(callback).searchParams.get('code')
  if (!code) throw new Error(`no code in ${callback}`)
  return token(url, { grant_type: 'authorization_code', code, redirect_uri: client.redirect, code_verifier: verifier })
}

export const refresh = (url: string, refreshToken: string): Promise<Tokens> =>
  token(url, { grant_type: 'refresh_token', refresh_token: refreshToken })

export const clientCredentials = (url: string): Promise<Tokens> =>
  token(url, { grant_type: 'client_credentials' }, machine)

async function token(
  url: string,
  form: Record<string, string>,
  by: { id: string; secret: string } = client,
): Promise<Tokens> {
  const authorization = `Basic ${Buffer.from(`${by.id}:${by.secret}`).toString('base64')}`
  const response = await fetch(`${url}/token`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams(form),
  })
  if (!response.ok) throw new Error(`token: ${response.status} ${await response.text()}`)
  return (await response.json()) as Tokens
}

class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #url: string
  readonly #ip: string

  constructor(url: string, ip: string) {
    this.#url = url
    this.#ip = ip
  }

  /** Asks, keeps the cookies, and returns where the answer leads (or nowhere). */
  async go(address: string, form?: URLSearchParams): Promise<string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(address, this.#url), {
      redirect: 'manual',
      headers: { cookie, 'x-forwarded-for': this.#ip },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    await response.arrayBuffer()
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    if (response.status >= 400) throw new Error(`${address}: ${response.status}`)
    return response.headers.get('location') ?? ''
  }
}
