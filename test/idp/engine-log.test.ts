import test from 'ava'
import { saveClient } from '../../idp/clients/service.ts'
import { people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { send } from '../support/visitor/wire.ts'

test('what stands in an Origin header is not logged when the engine refuses it', async (t) => {
  const { idp, url, log } = await idpWith(t)
  const app = { client_id: 'an-app', client_secret: 'an-app-has-a-secret-of-its-own-00' }
  const metadata = { redirect_uris: ['http://localhost:9/cb'], token_endpoint_auth_method: 'client_secret_post' }
  await saveClient(idp, { ...app, ...metadata, client_name: 'An app', scope: 'openid' })
  const { status } = await send(`${url}/token`, {
    method: 'POST',
    headers: { origin: people.anna.password, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...app, grant_type: 'authorization_code', code: 'x' }).toString(),
  })
  t.is(status, 400)
  const refusals = log.entries.filter(({ message }) => message === 'refused')
  t.regex(String(refusals[0]?.fields['reason']), /origin … not allowed/)
  t.false(JSON.stringify(refusals).includes(people.anna.password))
})
