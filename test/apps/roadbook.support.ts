import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { saveClient } from '../../idp/clients/service.ts'
import { fromRoot } from '../../shared/root.ts'
import { roadbookClient, roadbookEnv, roadbookUrl } from '../dev/roadbook.ts'
import type { Teardown } from '../support/database.ts'
import { freePort } from '../support/ports.ts'
import { type World, type WorldOptions, worldWith } from '../support/world.ts'

/** Both products, and Carnet de route beside them in a process of its own. */
export async function worldWithRoadbook(
  t: Teardown,
  options: WorldOptions = {},
): Promise<World & { readonly roadbookUrl: string }> {
  const url = roadbookUrl(await freePort())
  const world = await worldWith(t, { ...options, env: { IDP_REACHABLE_ORIGINS: url, ...options.env } })
  const clientSecret = randomBytes(32).toString('base64url')
  await saveClient(world.idp, { ...roadbookClient(url), client_secret: clientSecret })
  const env = roadbookEnv({ url, issuer: world.url, clientSecret })
  const child = fork(fromRoot('test', 'apps', 'roadbook', 'main.js'), {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  t.teardown(() => void child.kill('SIGKILL'))
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('Carnet de route did not start'))),
  ])
  return Object.assign(Object.create(world) as World, { roadbookUrl: url })
}
