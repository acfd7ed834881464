import { createApp } from '../../idp/app.ts'
import { readConfig } from '../../idp/config.ts'
import { createIdp } from '../../idp/context.ts'
import { listen } from '../../shared/http/server.ts'
import { freePort } from '../support/ports.ts'
import { refresh, signIn } from './user.ts'

interface Counts {
  reads: number
  writes: number
  commits: number
}

/** What one act costs the database: statements that read, statements that write, commits. */
export async function countOperations(databaseUrl: string, secret: string): Promise<string[]> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = {
    IDP_URL: url,
    IDP_PORT: String(port),
    IDP_DATABASE_URL: databaseUrl,
    IDP_SECRETS: secret,
    IDP_LOG_LEVEL: 'error',
  }
  const idp = await createIdp(readConfig(env))
  const server = await listen(createApp(idp).callback(), { ...idp.config, publicUrl: url })
  const counts: Counts = { reads: 0, writes: 0, commits: 0 }
  idp.db.on('query', ({ sql, __knexTxId: transaction }: { sql: string; __knexTxId?: string }) => {
    const writes = /^\s*(insert|update|delete)/i.test(sql)
    if (/^\s*select/i.test(sql)) counts.reads += 1
    if (writes) counts.writes += 1
    if (/^commit/i.test(sql) || (writes && transaction === undefined)) counts.commits += 1
  })
  const counting = async <T>(act: () => Promise<T>): Promise<{ result: T; text: string }> => {
    Object.assign(counts, { reads: 0, writes: 0, commits: 0 })
    const result = await act()
    return { result, text: `${counts.reads} reads, ${counts.writes} writes, ${counts.commits} commits` }
  }
  const first = await counting(() => signIn(url, 0))
  const second = await counting(() => refresh(url, first.result.refresh_token ?? ''))
  await server.close()
  await idp.close()
  return [`one sign-in: ${first.text}`, `one refresh: ${second.text}`]
}
