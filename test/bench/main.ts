import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAccount } from '../../idp/account/service.ts'
import { saveClient } from '../../idp/clients/service.ts'
import { createPasswords } from '../../shared/crypto/passwords.ts'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { migrate, openDatabase } from '../../shared/database/open.ts'
import { startPostgres, templateOf } from '../support/postgres.ts'
import { countContractProof, countOperations } from './cost.ts'
import { type Figures, measure } from './measure.ts'
import { rawLimits } from './raw.ts'
import { type Server, startServer } from './server.ts'
import { client, clientCredentials, machine, person, refresh, signIn } from './user.ts'

// npm run bench: scenarios with the raw limits of the same minute. Nothing here can fail a build.

const PEOPLE = 64
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const postgres = await startPostgres()
const databases = [
  { name: 'SQLite', url: `sqlite:${folder}/idp.sqlite`, portalUrl: `sqlite:${folder}/portal.sqlite` },
  {
    name: 'PostgreSQL',
    url: `${postgres.url}/${templateOf('idp')}`,
    portalUrl: `${postgres.url}/${templateOf('portal')}`,
  },
]
const master = randomBytes(32)
const secret = master.toString('base64url')
const figures: Figures[] = []
try {
  for (const { url } of databases) await prepare(url)
  const open = databases.map(({ name, url }) => ({ name, db: openDatabase(url, 'idp') }))
  figures.push(...(await rawLimits(open)))
  for (const { db } of open) await db.destroy()
  for (const { name, url } of databases) await scenarios(name, url)
  for (const { name, portalUrl } of databases) {
    for (const line of await countContractProof(portalUrl)) console.log(`${name}: ${line}`)
  }
  console.log(`\n${availableParallelism()} cores, Node ${process.version}\n`)
  console.table(figures.map(row))
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function scenarios(name: string, url: string): Promise<void> {
  const cold = await startServer(url, secret)
  await cold.stop()
  const server = await startServer(url, secret)
  console.log(
    `S1 ${name}: cold start ${cold.startMs.toFixed(0)} ms, warm ${server.startMs.toFixed(0)} ms, ${server.residentMb().toFixed(0)} MB`,
  )
  try {
    figures.push(
      await measure(`S3 ${name}: client credentials`, server, {
        users: 16,
        seconds: 4,
        act: () => clientCredentials(server.url),
      }),
    )
    figures.push(await refreshing(name, server))
    for (const users of [1, 16]) {
      const act = (n: number) => signIn(server.url, n)
      figures.push(await measure(`S7 ${name}: sign-in, ${users} at once`, server, { users, seconds: 5, act }))
    }
    figures.push(...(await storm(name, server)))
    console.log(`${name}: after the load ${server.residentMb().toFixed(0)} MB`)
  } finally {
    await server.stop()
  }
  for (const line of await countOperations(url, secret)) console.log(`${name}: ${line}`)
}

async function refreshing(name: string, server: Server): Promise<Figures> {
  const tokens: string[] = []
  for (let n = 0; n < 16; n += 1) tokens.push((await signIn(server.url, n)).refresh_token ?? '')
  const act = async (n: number) => {
    tokens[n] = (await refresh(server.url, tokens[n] ?? '')).refresh_token ?? ''
  }
  return measure(`S4 ${name}: refresh with rotation`, server, { users: 16, seconds: 4, act })
}

/** Sixteen people sign in without pause; what do two machines that ask for tokens feel of it? */
async function storm(name: string, server: Server): Promise<Figures[]> {
  const [, tokens] = await Promise.all([
    measure('', server, { users: 16, seconds: 5, act: (n) => signIn(server.url, 20 + n) }),
    measure(`S9 ${name}: client credentials in a storm of sign-ins`, server, {
      users: 2,
      seconds: 5,
      act: () => clientCredentials(server.url),
    }),
  ])
  return [tokens]
}

async function prepare(url: string): Promise<void> {
  await migrate(url, 'idp')
  const db = openDatabase(url, 'idp')
  const idp = { db, secrets: createSecrets([master]), now: () => 0 }
  const secretClient = { token_endpoint_auth_method: 'client_secret_basic', first_party: true }
  await saveClient(idp, {
    ...secretClient,
    client_id: client.id,
    client_secret: client.secret,
    client_name: 'Bench',
    redirect_uris: [client.redirect],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid email offline_access',
  })
  await saveClient(idp, {
    ...secretClient,
    client_id: machine.id,
    client_secret: machine.secret,
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
  })
  const passwords = await createPasswords({ memoryKib: 19_456, passes: 2, running: 2 })
  for (let n = 0; n < PEOPLE; n += 1) {
    const { email, password } = person(n)
    const named = { civility: 'madame', givenName: 'Bench', familyName: 'Person', lang: 'fr' } as const
    const terms = { termsVersion: 'bench', termsAcceptedAt: 0 }
    await openAccount(
      db,
      { ...named, ...terms, id: `bench-${n}`, email, passwordHash: await passwords.hash(password) },
      0,
    )
  }
  await db.destroy()
}

function row({ name, perSecond, perCpuSecond, p50Ms, p99Ms, failures }: Figures) {
  const round = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toFixed(1)))
  return {
    scenario: name,
    'a second': round(perSecond),
    'a CPU second': round(perCpuSecond),
    'p50 ms': round(p50Ms),
    'p99 ms': round(p99Ms),
    failures,
  }
}
