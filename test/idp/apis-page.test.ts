import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { testApp } from '../support/app.ts'
import { freePort } from '../support/ports.ts'
import { until } from '../support/waiting.ts'
import { apiStage, bodyOf, codeFor, credentials, INVOICES, STOCK } from './apis.support.ts'

const page = readFileSync(fromRoot('docs/apis.md'), 'utf8')

test('the API of docs/apis.md lets in whom it should, and nobody else', async (t) => {
  const [, program = ''] = /```js\n(.*?)```/s.exec(page) ?? []
  t.true(program.includes(`audience = '${INVOICES}'`))
  const folder = mkdtempSync(fromRoot('dist', 'api-')) // where the program finds jose
  t.teardown(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'api.mjs'), program)
  const stage = await apiStage(t)
  const port = await freePort()
  const child = fork(join(folder, 'api.mjs'), { env: { ISSUER: stage.url, PORT: String(port) } })
  t.teardown(async () => {
    child.kill()
    await once(child, 'exit')
  })
  const ask = async (token?: string) =>
    fetch(`http://localhost:${port}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
  await until('the API answers', () =>
    ask().then(
      () => true,
      () => undefined,
    ),
  )

  const service = await stage.service()
  await stage.allow(service, INVOICES, 'read', 'write')
  await stage.allow(service, STOCK, 'read')
  const tokenFor = async (resource: string, scope: string) =>
    (await bodyOf(await credentials(service, ['resource', resource], ['scope', scope]))).access_token
  const good = await tokenFor(INVOICES, 'read')
  const answer = await ask(good)
  t.is(answer.status, 200)
  t.is(await answer.text(), `Invoices of ${service.client.client_id}`)
  t.is((await ask(await tokenFor(INVOICES, 'write'))).status, 403)
  t.is((await ask(await tokenFor(STOCK, 'read'))).status, 401)
  t.is((await ask(`${good.slice(0, -4)}AAAA`)).status, 401)
  t.is((await ask()).status, 401)

  const app = await testApp(t, stage)
  await stage.allow(app, INVOICES, 'read')
  const signedIn = await bodyOf(await (await codeFor(stage, app, 'openid read', INVOICES))(['resource', INVOICES]))
  t.is(await (await ask(signedIn.access_token)).text(), `Invoices of ${stage.sub}`)
  t.is((await ask(signedIn.id_token)).status, 401)
})
