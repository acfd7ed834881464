import test from 'ava'
import * as oauth from 'oauth4webapi'
import { approve, askForCode, onDevices } from '../idp/device.support.ts'
import { insecure, prepared, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpOf, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import { inTurn, type Shot, statuses, volley } from '../support/volley.ts'

for (const database of DATABASES) {
  test.serial(
    `of twenty polls at once on two processes one gets the tokens, and keeps them, on ${database}`,
    async (t) => {
      const world = await shipped(t, { database, idps: 2, portals: 0 })
      await openAccountIn(world, people.anna)
      const app = await testApp(t, idpOf(world), onDevices)
      const { as, client, auth } = app
      const { user_code, device_code } = await askForCode(app)
      await approve(world.visitor({ idp: 1 }), user_code)
      const polls = await Promise.all(
        Array.from({ length: 20 }, () =>
          prepared((options) => oauth.deviceCodeGrantRequest(as, client, auth, device_code, options)),
        ),
      )
      const answers = await volley(inTurn(world.idps, 20, (n) => polls[n] as Shot))
      t.deepEqual(statuses(answers), { 200: 1, 400: 19 })
      const lost = answers.filter(({ status }) => status === 400).map(({ body }) => JSON.parse(body).error)
      t.deepEqual([...new Set(lost)], ['invalid_grant'])
      const won = answers.find(({ status }) => status === 200)
      const { access_token } = JSON.parse(won?.body ?? '{}') as { access_token: string }
      t.is((await oauth.userInfoRequest(as, client, access_token, insecure)).status, 200)
    },
  )
}
