import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { createPasswords } from '../../shared/crypto/passwords.ts'
import { idpWith } from '../support/serve.ts'
import { send } from '../support/visitor/wire.ts'
import { type World, worldWith } from '../support/world.ts'

const FORM = 'content-type: application/x-www-form-urlencoded'
/** Long before the time-outs (10 s for headers, 15 s for a request), and not a matter of a busy machine. */
const QUICKLY = 8000

/** Sends bytes as they are until the other side has answered and closed; returns the status line. */
async function raw(origin: string, head: readonly string[], body: Iterable<string | Buffer>): Promise<string> {
  const { host, hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port) })
  await once(socket, 'connect')
  let answer = ''
  socket.setEncoding('latin1').on('data', (text: string) => {
    answer += text
  })
  let closed = false
  const end = new Promise<void>((resolve) => {
    socket
      .on('error', () => {})
      .on('close', () => {
        closed = true
        resolve()
      })
  })
  socket.write(`${head[0]}\r\nHost: ${host}\r\n${head.slice(1).join('\r\n')}\r\n\r\n`)
  for (const chunk of body) {
    if (closed || answer !== '') break
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => {}), end, wait(QUICKLY)])
    else await wait(0)
  }
  for (const began = Date.now(); answer === '' && !closed && Date.now() - began < QUICKLY; ) await wait(10)
  socket.destroy()
  await end
  return answer.split('\r\n')[0] ?? ''
}

function* times(count: number, chunk: string): Generator<string> {
  for (let no = 0; no < count; no += 1) yield chunk
}

const KIB = 'a'.repeat(1024)
const chunked = `400\r\n${KIB}\r\n`

/** A page of each product that reads a form, whoever sends it. */
const pages = ({ url, portalUrl }: Pick<World, 'url' | 'portalUrl'>) => [
  { origin: url, path: '/signup' },
  { origin: url, path: '/password/forgot' },
  { origin: url, path: '/token' },
  { origin: portalUrl, path: '/backchannel-logout' },
]

async function answersTo(
  t: ExecutionContext,
  head: (path: string) => string[],
  body: () => Iterable<string>,
): Promise<string[]> {
  const world = await worldWith(t)
  const statuses: string[] = []
  for (const { origin, path } of pages(world)) statuses.push(await raw(origin, head(path), body()))
  for (const origin of [world.url, world.portalUrl]) {
    t.is((await send(`${origin}/health`, { method: 'GET', headers: {} })).status, 200, 'as well as before')
  }
  return statuses.map((line) => line.split(' ')[1] ?? 'closed')
}

const post = (path: string, ...more: string[]) => [`POST ${path} HTTP/1.1`, FORM, ...more]

test('a body of ten megabytes is refused while it comes [R89]', async (t) => {
  const size = 10 * 1024 * 1024
  const statuses = await answersTo(
    t,
    (path) => post(path, `content-length: ${size}`),
    () => times(size / 1024, KIB),
  )
  t.deepEqual(statuses.slice(0, 2), ['413', '413'])
  t.true(
    statuses.every((status) => /^4(00|13)$/.test(status)),
    statuses.join(),
  )
})

test('so is one that never ends, and tells no length [R89]', async (t) => {
  const head = (path: string) => post(path, 'transfer-encoding: chunked')
  const statuses = await answersTo(t, head, () => times(100_000, chunked))
  t.deepEqual(statuses.slice(0, 2), ['413', '413'])
  t.true(
    statuses.every((status) => /^4(00|13)$/.test(status)),
    statuses.join(),
  )
})

test('a hundred thousand fields are too many [R89]', async (t) => {
  const body = Array.from({ length: 100_000 }, (_, no) => `a${no}=`).join('&')
  const statuses = await answersTo(
    t,
    (path) => post(path, `content-length: ${body.length}`),
    () => [body],
  )
  t.true(
    statuses.every((status) => /^4(00|13)$/.test(status)),
    statuses.join(),
  )
})

test('so is a header of 64 KiB [R89]', async (t) => {
  const head = (path: string) => [`GET ${path} HTTP/1.1`, `x-long: ${KIB.repeat(64)}`]
  t.deepEqual(await answersTo(t, head, () => []), ['431', '431', '431', '431'])
})

test('a length that is wrong, twice there, or beside chunks is refused [R89]', async (t) => {
  const lengths: readonly string[][] = [
    ['content-length: -1'],
    ['content-length: 5', 'content-length: 6'],
    ['content-length: 5', 'transfer-encoding: chunked'],
    ['content-length: five'],
  ]
  for (const length of lengths) {
    const statuses = await answersTo(
      t,
      (path) => post(path, ...length),
      () => ['hello'],
    )
    t.deepEqual([...new Set(statuses)], ['400'], length.join())
  }
})

test('what is longer than it says is never read as a request of its own that is answered [R89]', async (t) => {
  const smuggled = 'name=aGET /health HTTP/1.1\r\n\r\n'
  const statuses = await answersTo(
    t,
    (path) => post(path, 'content-length: 6', 'connection: close'),
    () => [smuggled],
  )
  t.true(
    statuses.every((status) => /^(4\d\d|303)$/.test(status)),
    statuses.join(),
  )
})

test('while passwords are hashed others are answered, in between [R88]', async (t) => {
  const { url } = await idpWith(t)
  const passwords = await createPasswords({ memoryKib: 19_456, passes: 2, running: 2 })
  const order: string[] = []
  const hashes = Array.from({ length: 100 }, () => passwords.hash('x').then(() => order.push('hash')))
  const ask = async (): Promise<void> => {
    const { status } = await send(`${url}/health`, { method: 'GET', headers: {} })
    t.is(status, 200)
    order.push('health')
  }
  await ask()
  await ask()
  t.true(order.filter((what) => what === 'hash').length < 100, 'before the last of those that came first')
  await Promise.allSettled(hashes)
})
