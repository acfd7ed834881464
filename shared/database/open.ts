import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import knexPackage, { type Knex } from 'knex'
import pg from 'pg'
import { ConfigError } from '../config.ts'
import { fromRoot } from '../root.ts'
import { SECOND } from '../time.ts'

const { knex } = knexPackage
const BIGINT = 20
/** Instants and cents are 64-bit on PostgreSQL, and all of ours are safe integers. */
pg.types.setTypeParser(BIGINT, Number)

const load = createRequire(import.meta.url)
const Sqlite = load('knex/lib/dialects/sqlite3') as new (...args: unknown[]) => Knex.Client
const SqliteTransaction = load('knex/lib/dialects/sqlite3/execution/sqlite-transaction') as new (
  ...args: unknown[]
) => { query(connection: unknown, sql: string, ...rest: unknown[]): unknown }

/** knex begins SQLite transactions deferred: one that reads before it writes then dies with SQLITE_BUSY_SNAPSHOT
 *  as soon as a second process writes. Ours take the write lock at their first word, and wait for it. */
class ImmediateTransaction extends SqliteTransaction {
  begin(connection: unknown): unknown {
    return this.query(connection, 'BEGIN IMMEDIATE;')
  }
}

class ImmediateSqlite extends (Sqlite as unknown as new (...args: unknown[]) => object) {
  transaction(...args: unknown[]): object {
    return new ImmediateTransaction(this, ...args)
  }
}

/** knex prints a failed connection to standard output, with its stack, between our lines of JSON. It throws it as well,
 *  and whoever catches that says it once. */
const quiet = {
  warn(message: unknown): void {
    if (!/connection error/i.test(String(message))) console.error(message)
  },
}

/** What a database belongs to: its migrations lie in `migrations/<owner>` beside those of `migrations/shared`. */
export type Owner = 'idp' | 'portal'

/** Opens a database by its address: `sqlite:var/idp.sqlite` (below the project's root), `sqlite::memory:` or `postgres://user:password@host/name`.
 *  `patience`: milliseconds a statement may take on PostgreSQL; 0: as long as it likes. */
export function openDatabase(url: string, owner: Owner, patience = 5 * SECOND): Knex {
  const migrations = {
    directory: ['shared', owner].map((name) => `${import.meta.dirname}/../../migrations/${name}`),
    loadExtensions: ['.js'],
  }
  if (!url.startsWith('sqlite:')) {
    return knex({
      client: 'pg',
      connection: { connectionString: url, statement_timeout: patience, application_name: owner },
      pool: { min: 0, max: 6 },
      acquireConnectionTimeout: 2000,
      log: quiet,
      migrations,
    })
  }
  const path = url.slice('sqlite:'.length)
  const filename = path === ':memory:' ? path : fromRoot(path)
  if (filename !== ':memory:') mkdirSync(dirname(filename), { recursive: true, mode: 0o700 })
  return knex({
    client: ImmediateSqlite as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    acquireConnectionTimeout: 10_000,
    log: quiet,
    // one connection a process: SQLite has one writer, and waiting in our own queue is fairer than SQLITE_BUSY
    pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 31 - 1, afterCreate: prepareSqlite },
    migrations,
  })
}

/** Brings a database to the newest schema. Several processes may do so at once: one does, the others wait. */
export async function migrate(url: string, owner: Owner): Promise<readonly string[]> {
  const db = openDatabase(url, owner, 0) // an index of a large table takes its time
  try {
    return await latest(db)
  } finally {
    await db.destroy()
  }
}

const LOCK_WAIT = 30 * SECOND

async function latest(db: Knex): Promise<readonly string[]> {
  const giveUpAt = Date.now() + LOCK_WAIT
  for (;;) {
    try {
      const [, done] = (await db.migrate.latest()) as [number, string[]]
      return done
    } catch (error) {
      if (!(error instanceof Error) || !/lock/i.test(error.name + error.message)) throw error
      if (Date.now() > giveUpAt) throw new ConfigError([STUCK])
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

const STUCK =
  'Another process has been changing the database for over 30 seconds, or died while doing so. If none is running, lift its lock with "npm run migrate -- --unlock".'

/** `synchronous = full`: what was acknowledged survives a power cut, at 0.2 ms a commit. `secure_delete`: what was erased
 *  is not left over in the file. */
function prepareSqlite(
  connection: { exec(sql: string, done: (error: Error | null) => void): void },
  done: (error: Error | null, connection: unknown) => void,
): void {
  connection.exec(
    `pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on;`,
    (error) => done(error, connection),
  )
}

/** Runs a verb again when the database asked for it: serialisation failures and deadlocks (PostgreSQL), a busy file
 *  (SQLite). The verb must be one transaction. */
export async function inTransaction<T>(db: Knex, verb: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(verb)
    } catch (error) {
      if (attempt >= 4 || !isTransient(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * attempt))
    }
  }
}

/** ... with everything as it was at one moment, however many statements read it. (SQLite knows nothing else.) */
export const inSnapshot = <T>(db: Knex, verb: (tx: Knex.Transaction) => Promise<T>): Promise<T> =>
  inTransaction(db, async (tx) => {
    if (tx.client.config.client === 'pg') await tx.raw('set transaction isolation level repeatable read')
    return verb(tx)
  })

function isTransient(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === '40001' || code === '40P01' || code.startsWith('SQLITE_BUSY')
}

/** Deletes what a query selects and hands it out: of two that want the same row exactly one gets it. (knex knows
 *  `returning` for deletes on PostgreSQL only.) */
export async function takeRows<T extends object>(db: Knex, query: Knex.QueryBuilder<T, unknown>): Promise<T[]> {
  const { sql, bindings } = query.clone().delete().toSQL()
  const result: unknown = await db.raw(`${sql} returning *`, bindings as Knex.RawBinding[])
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[]
}

/** Whether an insert met a row with the same unique key. */
export function isDuplicate(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === '23505' || (code.startsWith('SQLITE_CONSTRAINT') && String(error).includes('UNIQUE'))
}

/** Rows of a raw statement: PostgreSQL hands an object with them, SQLite the rows themselves. */
export async function rows<T>(db: Knex, sql: string, bindings: Knex.ValueDict): Promise<T[]> {
  const result: unknown = await db.raw(sql, bindings)
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[]
}
