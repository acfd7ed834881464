import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Answer, Sent } from './visitor/wire.ts'

/** One request of many: `through` is the process it goes to, the address says what it asks for. */
export interface Shot extends Sent {
  readonly url: string
  readonly through: string
}

/** Sends all at the same instant: every connection is open before the first byte of any request leaves. */
export async function volley(shots: readonly Shot[]): Promise<Answer[]> {
  const ready = await Promise.all(
    shots.map(async (shot) => {
      const { hostname, port } = new URL(shot.through)
      const socket = connect(Number(port), hostname)
      await once(socket, 'connect')
      return { shot, socket }
    }),
  )
  return Promise.all(ready.map(({ shot, socket }) => fire(shot, () => socket)))
}

function fire(
  { url, method, headers, body }: Shot,
  createConnection: () => ReturnType<typeof connect>,
): Promise<Answer> {
  const { host, pathname, search } = new URL(url)
  return new Promise((resolve, reject) => {
    const options = { method, createConnection, path: `${pathname}${search}` }
    const outgoing = request({ ...options, headers: { host, connection: 'close', ...headers } }, (incoming) => {
      buffer(incoming).then((bytes) => {
        const { 'set-cookie': setCookies = [], ...others } = incoming.headers
        const pairs = Object.entries(others).map(([name, value]): [string, string] => [name, String(value)])
        const { statusCode: status = 0 } = incoming
        resolve({ status, headers: new Headers(pairs), setCookies, body: bytes.toString('utf8') })
      }, reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** A form as this visitor's browser would post it. */
export function post(
  url: string,
  fields: Readonly<Record<string, string>>,
  { cookie = '', from = '10.0.0.1' }: { readonly cookie?: string; readonly from?: string } = {},
): Omit<Shot, 'through'> {
  return {
    url,
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': from,
      accept: 'text/html',
      cookie,
    },
  }
}

/** `count` shots in turn at each of the processes. */
export const inTurn = (
  at: readonly { readonly address: string }[],
  count: number,
  shot: (n: number) => Omit<Shot, 'through'>,
): Shot[] => Array.from({ length: count }, (_, n) => ({ ...shot(n), through: at[n % at.length]?.address ?? '' }))

/** How many answers of each status. */
export function statuses(answers: readonly Pick<Answer, 'status'>[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
