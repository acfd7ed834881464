import { connect } from 'node:net'
import fc from 'fast-check'
import { fromRoot } from '../../shared/root.ts'

/** One request as bytes, however wrong. */
export interface Shot {
  readonly method: string
  /** what stands between the method and the version */
  readonly target: string
  /** `name: value`, Host not among them */
  readonly headers: readonly string[]
  /** latin1: a character is a byte */
  readonly body: string
  /** False: it promises more than it sends, so that nobody need answer it. */
  readonly whole: boolean
}

export interface Hit {
  /** 0: closed without an answer */
  readonly status: number
  readonly head: string
  readonly body: string
}

const PATIENCE = 15_000

/** Sends it over a connection of its own, as it is; hands out what came before that was closed. */
function shoot(origin: string, { method, target, headers, body, whole }: Shot): Promise<Hit> {
  const { host, port } = new URL(origin)
  const head = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, ...headers, 'Connection: close', '', '']
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('latin1').on('data', (text) => {
      answer += String(text)
    })
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('no answer')))
    socket.on('error', (error) => {
      if (error.message === 'no answer') reject(new Error(`no answer to ${method} ${target}`))
    })
    socket.on('close', () => resolve(readHit(answer)))
    const bytes = Buffer.from(head.join('\r\n') + body, 'latin1')
    if (whole) socket.write(bytes)
    else socket.end(bytes)
  })
}

function readHit(answer: string): Hit {
  const final = answer.replace(/^HTTP\/1\.1 1\d\d .*?\r\n\r\n/s, '')
  const end = final.indexOf('\r\n\r\n')
  const [head, body] = end < 0 ? [final, ''] : [final.slice(0, end), final.slice(end + 4)]
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: Buffer.from(body, 'latin1').toString(),
  }
}

/** What must never come back, whatever was asked; undefined: nothing of the kind did. */
export function faultOf({ status, head, body }: Hit): string | undefined {
  if (status >= 500 && !(status === 503 && /^retry-after: \d+/im.test(head))) return `answered ${status}`
  const told = /^\s+at .+:\d+:\d+\)?$|node_modules|file:\/\/\/|SQLITE_|\.sqlite\b|\bTypeError\b/m.exec(body)?.[0]
  if (told !== undefined) return `tells « ${told} »`
  if (body.includes(fromRoot())) return 'tells where the server’s files lie'
  return undefined
}

/** For `FUZZ_RUNS`, and to fire the same again by `FUZZ_SEED`. */
export const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000)
export const SEED = Number(process.env['FUZZ_SEED'] ?? Math.trunc(Math.random() * 0x7fffffff))

const AT_ONCE = 25

/** Fires so many, some at once; `judge` throws at what must not be, and `before` runs now and then. */
export async function fire(
  { arbitrary, count }: { arbitrary: fc.Arbitrary<Shot>; count: number },
  { origin, judge, before }: { origin: string; judge: (shot: Shot, hit: Hit) => unknown; before: () => Promise<void> },
): Promise<string> {
  const statuses = new Map<number, number>()
  let volleys = 0
  const volley = fc.asyncProperty(
    fc.array(arbitrary, { minLength: AT_ONCE, maxLength: AT_ONCE, size: 'max' }),
    async (shots) => {
      if (volleys % 2 === 0) await before()
      volleys += 1
      const hits = await Promise.all(shots.map((shot) => shoot(origin, shot)))
      for (const [at, hit] of hits.entries()) {
        statuses.set(hit.status, (statuses.get(hit.status) ?? 0) + 1)
        await judge(shots[at] as Shot, hit)
      }
    },
  )
  await fc.assert(volley, { numRuns: Math.ceil(count / AT_ONCE), seed: SEED }).catch((error: Error) => {
    throw new Error(`${error.cause instanceof Error ? error.cause.message : ''}
${error.message}`)
  })
  return [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${status} × ${times}`)
    .join(', ')
}
