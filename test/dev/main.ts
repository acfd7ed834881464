import { setTimeout as wait } from 'node:timers/promises'
import { startFault } from '../../shared/service.ts'
import { SECOND } from '../../shared/time.ts'
import { type Child, type ChildPlan, startChild } from './child.ts'
import { registerRoadbook, roadbookEnv, roadbookSecret } from './roadbook.ts'
import { welcome } from './welcome.ts'
import { migrateBoth, readConfigs, seed, withEnvFile, withSmsSecret, worldEnv } from './world.ts'

// The whole world with one command: the provider, the portal, somebody else's app, and an inbox for mails and text messages.

const plans: readonly ChildPlan[] = [
  { title: 'The inbox', name: 'inbox', module: 'dist/test/dev/inbox.js' },
  { title: 'BMW ID', name: 'idp', module: 'dist/idp/main.js' },
  { title: 'MyBMW Financial Services', name: 'portal', module: 'dist/portal/main.js' },
]
/** A process gets so long to end what is under way, and so long to begin. */
const PATIENCE = 18 * SECOND
const START = 60 * SECOND

let children: readonly Child[] = []
let stopping = false

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll(0))
await start().catch((error: unknown) => {
  console.error(startFault('The world', error))
  return stopAll(1)
})

async function start(): Promise<void> {
  const env = withSmsSecret(worldEnv(withEnvFile(process.env)))
  const configs = readConfigs(env)
  await migrateBoth(configs)
  await seed(configs)
  const roadbook = await planRoadbook(configs)
  if (stopping) return
  children = [...plans, roadbook].map((plan) => startChild(plan, env))
  for (const child of children) void child.ended.then((how) => endedAlone(child, how))
  const ready = await Promise.race([Promise.all(children.map((child) => child.ready)), wait(START, [], { ref: false })])
  if (stopping) return
  if (ready.length === 0) throw new Error('not every process was ready within a minute: see var/log')
  const inbox = `http://localhost:${configs.inbox.httpPort}`
  if (process.argv.includes('--again')) console.log('Tout est de nouveau prêt.')
  else console.log(welcome({ idp: configs.idp.url, portal: configs.portal.url, roadbook: configs.roadbook.url, inbox }))
}

async function planRoadbook({ idp, roadbook: { url } }: ReturnType<typeof readConfigs>): Promise<ChildPlan> {
  const clientSecret = roadbookSecret()
  await registerRoadbook(idp, url, clientSecret)
  const env = roadbookEnv({ url, issuer: idp.url, clientSecret })
  return { title: 'Carnet de route', name: 'roadbook', module: 'test/apps/roadbook/main.js', env }
}

async function endedAlone(child: Child, how: string): Promise<void> {
  if (stopping) return
  const hasSaidWhy = !(await child.ready) && !how.startsWith('SIG')
  if (!hasSaidWhy) console.error(`${child.title} has stopped by itself (${how}), so the others stop too.`)
  await stopAll(1)
}

async function stopAll(exitCode: number): Promise<void> {
  if (stopping) return
  stopping = true
  for (const child of children) child.stop('SIGTERM')
  const late = setTimeout(() => {
    for (const child of children) child.stop('SIGKILL')
  }, PATIENCE)
  await Promise.all(children.map((child) => child.ended))
  clearTimeout(late)
  process.exit(exitCode)
}
