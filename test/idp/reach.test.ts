import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, testApp } from '../support/app.ts'
import { type Answer, idpWith, openDoor } from '../support/serve.ts'

// What we fetch of an app, at an address that the operator lets us call although it is private.

/** Asks for something as an app whose keys are at `answer`; what we say to it. */
async function proveBy(t: ExecutionContext, answer: Answer): Promise<number> {
  const door = await openDoor(t)
  door.lead(answer)
  const world = await idpWith(t, { env: { IDP_REACHABLE_ORIGINS: door.url } })
  const { as, client, auth } = await testApp(t, world, { jwks: undefined, jwks_uri: `${door.url}/keys` })
  return (await oauth.revocationRequest(as, client, auth, 'none', insecure)).status
}

test('from an address that may be called nobody is led to one that may not', async (t) => {
  const inside = await openDoor(t)
  const heard: unknown[] = []
  inside.lead(({ url }, response) => {
    heard.push(url)
    response.end('{"keys":[]}')
  })
  let asked = 0
  const status = await proveBy(t, (_request, response) => {
    asked += 1
    response.writeHead(302, { location: `${inside.url}/secret` }).end()
  })
  t.is(status, 401)
  t.true(asked > 0)
  t.deepEqual(heard, [])
})

test('keys that never end are not read to the end', async (t) => {
  const CHUNK = Buffer.alloc(1024 * 1024, ' ')
  let sent = 0
  function* endless(): Generator<Buffer> {
    for (; sent < 64; sent += 1) yield CHUNK
  }
  const status = await proveBy(t, (_request, response) =>
    pipeline(Readable.from(endless()), response).catch(() => undefined),
  )
  t.is(status, 401)
  t.true(sent > 0)
  t.true(sent < 32, `${sent} MiB`)
})
