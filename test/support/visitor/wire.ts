import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface Sent {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** another process that answers for this origin: connected to instead, with the same Host */
  readonly through?: string | undefined
}

export interface Answer {
  readonly status: number
  /** lower-case names; several of one name are joined as HTTP does */
  readonly headers: Headers
  readonly setCookies: readonly string[]
  readonly body: string
}

/** One request as it is, without following, retrying or adding anything. */
export async function send(url: string, { method, headers, body, through }: Sent): Promise<Answer> {
  const { host, pathname, search } = new URL(url)
  const { hostname, port } = new URL(through ?? url)
  const options = { method, hostname, port, path: `${pathname}${search}`, headers: { host, ...headers }, agent: false }
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (incoming) => {
      buffer(incoming).then((bytes) => {
        const { 'set-cookie': setCookies = [], ...others } = incoming.headers
        const pairs = Object.entries(others).map(([name, value]) => [name, String(value)] as [string, string])
        resolve({
          status: incoming.statusCode ?? 0,
          headers: new Headers(pairs),
          setCookies,
          body: bytes.toString('utf8'),
        })
      }, reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
