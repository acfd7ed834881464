import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate, type Owner } from '../../shared/database/open.ts'
import { runFolder } from './folders.ts'
import { templateOf } from './postgres.ts'
import { layTripwireIn } from './tripwire.ts'

export type DatabaseKind = 'sqlite' | 'postgres'
export const DATABASES: readonly DatabaseKind[] = ['sqlite', 'postgres']

/** What of a test's `t` we need. */
export interface Teardown {
  teardown(tidy: () => void | Promise<void>): void
}

/** The address of a fresh, migrated database that goes when the test is over. */
export const freshDatabase = (t: Teardown, owner: Owner, kind: DatabaseKind = 'sqlite'): Promise<string> =>
  kind === 'sqlite' ? freshFile(t, owner) : freshPostgres(t, owner)

async function freshFile(t: Teardown, owner: Owner): Promise<string> {
  const folder = freshFolder(t)
  const file = join(folder, `${owner}.sqlite`)
  copyFileSync(join(fromRun('TEST_SQLITE'), `${templateOf(owner)}.sqlite`), file)
  return `sqlite:${file}`
}

/** A folder that goes when the test is over. */
export function freshFolder(t: Teardown): string {
  const folder = mkdtempSync(join(tmpdir(), `bmw-id-test-${process.ppid}-file-`))
  t.teardown(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

async function freshPostgres(t: Teardown, owner: Owner): Promise<string> {
  const url = fromRun('TEST_POSTGRES')
  const name = `${owner}_${randomUUID().replaceAll('-', '')}`
  await onPostgres(url, (client) => client.query(`create database ${name} template ${templateOf(owner)}`))
  t.teardown(() => onPostgres(url, (client) => client.query(`drop database ${name} with (force)`)))
  return `${url}/${name}`
}

async function onPostgres(url: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(`${url}/postgres`)
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}

/** Migrated files, made once for a run and copied for each test. */
export async function makeTemplateFiles(): Promise<string> {
  const folder = runFolder('sqlite')
  for (const owner of ['idp', 'portal'] satisfies Owner[]) {
    const url = `sqlite:${join(folder, templateOf(owner))}.sqlite`
    await migrate(url, owner)
    await layTripwireIn(url, owner)
  }
  return folder
}

function fromRun(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run the tests with npm test`)
  return value
}
