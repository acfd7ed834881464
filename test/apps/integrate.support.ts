import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Teardown } from '../support/database.ts'
import { APACHE, APACHE_MODULES, findPython, missingForExamples } from '../support/packages.ts'
import { until } from '../support/waiting.ts'
import type { Registered } from './page.support.ts'

// Starts what the page says to start, as a process of its own in a folder of its own, and stops it at the end.

export const startNode = (t: Teardown, folder: string, app: Registered): Promise<void> =>
  run(t, folder, app, [process.execPath, 'server.mjs'])

export function startFlask(t: Teardown, folder: string, app: Registered): Promise<void> {
  needPackages()
  return run(t, folder, app, [findPython() ?? '', '-m', 'flask', 'run', '--port', new URL(app.appUrl).port])
}

export const startFiles = (t: Teardown, folder: string, app: Registered): Promise<void> =>
  run(t, folder, app, ['python3', '-m', 'http.server', new URL(app.appUrl).port, '--bind', 'localhost'])

/** What Debian's own configuration does before it comes to a site, in a folder of ours: no service is touched. */
export function startApache(t: Teardown, folder: string, app: Registered): Promise<void> {
  needPackages()
  const modules = [
    'mpm_event',
    'authn_core',
    'authz_core',
    'authz_user',
    'dir',
    'mime',
    'include',
    'env',
    'auth_openidc',
  ]
  const server = [
    `ServerRoot ${folder}`,
    `PidFile ${folder}/apache.pid`,
    `DefaultRuntimeDir ${folder}`,
    `ErrorLog ${folder}/error.log`,
    'ServerName localhost',
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    ...modules.map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`),
    'TypesConfig /dev/null',
    'AddType text/html .html',
    `<Directory ${folder}>`,
    '  Require all granted',
    '</Directory>',
    `Include ${folder}/app.conf`,
  ]
  writeFileSync(join(folder, 'apache.conf'), server.join('\n'))
  return run(t, folder, app, [APACHE, '-D', 'FOREGROUND', '-f', join(folder, 'apache.conf')])
}

function needPackages(): void {
  const missing = missingForExamples()
  if (missing !== undefined) throw new Error(missing)
}

async function run(t: Teardown, folder: string, app: Registered, [program = '', ...args]: string[]): Promise<void> {
  const log = join(folder, 'app.log')
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      APP_URL: app.appUrl,
      OIDC_ISSUER: app.issuer,
      OIDC_CLIENT_ID: app.id,
      OIDC_CLIENT_SECRET: app.secret,
    },
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => appendFileSync(log, bytes))
  const ended = once(child, 'exit')
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const answers = () => fetch(app.appUrl, { redirect: 'manual' }).then(Boolean, () => undefined)
  const isUp = await Promise.race([until(`${program} to answer`, answers), ended.then(() => false)])
  if (!isUp) throw new Error(`${program} did not start: ${readFileSync(log, 'utf8')}`)
}
