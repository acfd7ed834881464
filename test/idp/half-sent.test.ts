import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import test from 'ava'
import { signOutEverywhere } from '../../idp/sessions/service.ts'
import { signIn } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { codeAt, fromBase32 } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { askForCode, deviceStage, errorOf, poll, typeCode } from './device.support.ts'

// Who sends half of a form while they are signed in, and the rest when they no longer are.

const { anna } = people
const HERE = { ip: '127.0.0.1', requestId: 'test' }

/** What stands in a form that was shown, by the names of its hidden fields. */
const hidden = ({ html }: Visitor): [string, string][] =>
  [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ])

/** Sends the head of a form as this visitor's browser would; the form itself follows when the returned function is called,
 *  which hands out the first line of the answer. */
async function beginForm({ url, cookies }: Visitor, fields: readonly (readonly [string, string])[]) {
  const { hostname, port, host, pathname } = new URL(url)
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    `Cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}`,
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  socket.write([...head, '', body.slice(0, 1)].join('\r\n'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  return async () => {
    socket.write(body.slice(1))
    return (await text(socket)).split('\r\n')[0]
  }
}

for (const database of DATABASES) {
  test(`a form whose end comes after the end of its session changes nothing, on ${database}`, async (t) => {
    const world = await idpWith(t, { database })
    const accountId = await openAccountOf(world.idp, anna)
    const visitor = await signIn(await world.visitor().open('/account/security/app'), anna)
    const secret = fromBase32(visitor.text.match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)?.[0].replaceAll(' ', '') ?? '')
    const code = codeAt(secret, world.clock.now())
    const end = await beginForm(visitor, [...hidden(visitor), ['name', 'A stranger’s'], ['code', code]])
    await signOutEverywhere(world.idp, accountId, HERE)
    t.is(await end(), 'HTTP/1.1 303 See Other', 'to sign in')
    t.is((await world.idp.db('authenticator').whereNotNull('confirmed_at')).length, 0)
  })

  test(`a device that is confirmed by a form whose end comes after the end of its session gets nothing, on ${database}`, async (t) => {
    const world = await deviceStage(t, { database })
    const visitor = await signIn(await world.visitor().open('/account'), anna)
    const { device_code, user_code } = await askForCode(world.app)
    await typeCode(await visitor.open('/device'), user_code)
    const end = await beginForm(visitor, [...hidden(visitor), ['confirm', 'yes']])
    await signOutEverywhere(world.idp, world.sub, HERE)
    t.is(await end(), 'HTTP/1.1 410 Gone')
    const answer = await poll(world.app, device_code)
    t.not(answer.status, 200)
    t.not(await errorOf(answer), undefined)
  })
}
