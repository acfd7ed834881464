import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import test from 'ava'
import { idpWith } from '../support/serve.ts'

test('who hangs up in the middle of a form is not told of as if we were busy', async (t) => {
  const { url, log } = await idpWith(t)
  const { host, port } = new URL(url)
  const head = ['POST /password/forgot HTTP/1.1', `Host: ${host}`, 'Content-Type: application/x-www-form-urlencoded']
  connect(Number(port), '127.0.0.1').end([...head, 'Content-Length: 100', '', 'email=a'].join('\r\n'))
  const told = () => log.entries.find(({ fields }) => fields['method'] === 'POST')
  for (let tries = 0; tries < 200 && !told(); tries += 1) await wait(20)
  t.is(told()?.fields['status'], 400)
})
