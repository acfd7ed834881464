import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { createApp } from '../../idp/app.ts'
import { readConfig } from '../../idp/config.ts'
import { createIdp } from '../../idp/context.ts'
import { welcome } from '../../portal/account/service.ts'
import { readConfig as readPortalConfig } from '../../portal/config.ts'
import { createPortal, type Portal } from '../../portal/context.ts'
import { askForContract } from '../../portal/verification/attach.ts'
import { enterCode } from '../../portal/verification/codes.ts'
import { migrate } from '../../shared/database/open.ts'
import { listen } from '../../shared/http/server.ts'
import { parisDate } from '../../shared/i18n.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { freePort } from '../support/ports.ts'
import { refresh, signIn } from './user.ts'

interface Counted<T> {
  readonly result: T
  readonly text: string
}

/** Counts what an act costs a database: statements that read, statements that write, commits. */
function counterOf(db: Knex) {
  const counts = { reads: 0, writes: 0, commits: 0 }
  db.on('query', ({ sql, __knexTxId: transaction }: { sql: string; __knexTxId?: string }) => {
    const writes = /^\s*(insert|update|delete)/i.test(sql)
    if (/^\s*select/i.test(sql)) counts.reads += 1
    if (writes) counts.writes += 1
    if (/^commit/i.test(sql) || (writes && transaction === undefined)) counts.commits += 1
  })
  return async <T>(act: () => Promise<T>): Promise<Counted<T>> => {
    Object.assign(counts, { reads: 0, writes: 0, commits: 0 })
    const result = await act()
    return { result, text: `${counts.reads} reads, ${counts.writes} writes, ${counts.commits} commits` }
  }
}

/** One sign-in and one refresh at the provider. */
export async function countOperations(databaseUrl: string, secret: string): Promise<string[]> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { IDP_URL: url, IDP_DATABASE_URL: databaseUrl, IDP_SECRETS: secret, IDP_LOG_LEVEL: 'error' }
  const idp = await createIdp(readConfig(env))
  const server = await listen(createApp(idp).callback(), { ...idp.config, port, publicUrl: url })
  const counting = counterOf(idp.db)
  const first = await counting(() => signIn(url, 0))
  const second = await counting(() => refresh(url, first.result.refresh_token ?? ''))
  await server.close()
  await idp.close()
  return [`one sign-in: ${first.text}`, `one refresh: ${second.text}`]
}

/** One contract asked for and proven at the portal: the code is sent, then entered. */
export async function countContractProof(databaseUrl: string): Promise<string[]> {
  await migrate(databaseUrl, 'portal')
  const env = {
    PORTAL_DATABASE_URL: databaseUrl,
    PORTAL_SECRETS: randomBytes(32).toString('base64url'),
    PORTAL_SMS_SECRET: randomBytes(32).toString('base64'),
    PORTAL_LOG_LEVEL: 'error',
  }
  const portal = await createPortal(readPortalConfig(env))
  await portal.outbox.stop() // nothing leaves, and no look at the outbox is counted
  await seedContracts(portal, parisDate(portal.now()))
  const person = { issuer: 'bench', subject: 'bench', email: 'bench@example.test', civility: 'madame' }
  const named = { givenName: 'Bench', familyName: 'Person', lang: 'fr' } as const
  const customerId = await welcome(portal.db, { ...person, ...named }, portal.now())
  const by = { customerId, lang: 'fr', origin: { ip: '192.0.2.1', requestId: 'bench' } } as const
  const counting = counterOf(portal.db)
  const asked = await counting(() => askForContract(portal, { ...by, number: 'S0123456789', once: 'bench' }))
  const code = await sentCode(portal)
  const proven = await counting(() => enterCode(portal, { ...by, code }))
  await portal.close()
  return [
    `one contract asked for (${asked.result.kind}): ${asked.text}`,
    `one code proven (${proven.result.kind}): ${proven.text}`,
  ]
}

async function sentCode({ db, secrets }: Portal): Promise<string> {
  const row = await db<{ id: string; kind: string; sealed: string }>('outbox')
    .where({ kind: 'sms' })
    .first('id', 'sealed')
  const { text } = JSON.parse(secrets.open('outbox', row?.sealed ?? '', row?.id ?? '')) as { text: string }
  return /\d{6}/.exec(text)?.[0] ?? ''
}
