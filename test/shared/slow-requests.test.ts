import { once } from 'node:events'
import { connect } from 'node:net'
import test from 'ava'
import { idpWith } from '../support/serve.ts'

/** Milliseconds until the other side ends a connection on which nothing more comes. */
async function patienceWith(url: string, sent: string): Promise<number> {
  const began = performance.now()
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.resume().write(sent)
  await once(socket, 'close')
  return performance.now() - began
}

test('headers that never end are waited for ten seconds, a body fifteen, and not until somebody looks [R89]', async (t) => {
  t.timeout(60_000)
  const { url } = await idpWith(t)
  const { host } = new URL(url)
  const begun = `POST /password/forgot HTTP/1.1\r\nHost: ${host}\r\n`
  const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail='
  const [headers, body] = await Promise.all([patienceWith(url, begun), patienceWith(url, begun + form)])
  t.true(headers > 9000 && headers < 20_000, `${Math.round(headers)} ms`)
  t.true(body > 14_000 && body < 25_000, `${Math.round(body)} ms`)
})
