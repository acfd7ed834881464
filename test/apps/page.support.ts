import { execFile } from 'node:child_process'
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fromRoot } from '../../shared/root.ts'
import { freshFolder, type Teardown } from '../support/database.ts'
import type { TestIdp } from '../support/serve.ts'

// docs/integrate.md as a reader would follow it. What we replace is what the page tells the reader to replace: the two
// addresses of this machine, and the values in capitals.

const page = readFileSync(fromRoot('docs', 'integrate.md'), 'utf8')
const blocks = new Map(
  [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, name = '', body = '']) => [name, body] as const),
)
const LOCAL = { issuer: 'http://localhost:3000', app: 'http://localhost:5000' }

export interface Registered {
  readonly issuer: string
  readonly appUrl: string
  readonly id: string
  /** none for an app in the browser */
  readonly secret: string | undefined
}

/** Runs a command of the page: it registers the app at a provider. */
export async function register(
  { env, url: issuer }: Pick<TestIdp, 'env' | 'url'>,
  appUrl: string,
  block: string,
  folder = '.',
): Promise<Registered> {
  const words = (text: string) =>
    [...text.matchAll(/"([^"]*)"|([^\s\\]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  const [npx, command, ...args] = words(blockOf(block).replaceAll(LOCAL.app, appUrl))
  if (npx !== 'npx' || command !== 'bmw-id') throw new Error(`not our command: ${block}`)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [fromRoot('scripts', 'bmw-id.js'), '--json', ...args],
    { cwd: folder, env: { PATH: process.env['PATH'], ...env } },
  )
  const { id, secret } = JSON.parse(stdout) as { id: string; secret?: string }
  return { issuer, appUrl, id, secret }
}

/** Writes files of the page into a folder of their own, with `node_modules` as `npm install` would leave it. */
export function folderWith(t: Teardown, names: readonly string[], app: Registered, into?: string): string {
  const folder = into ?? freshFolder(t)
  if (into === undefined) {
    chmodSync(folder, 0o755)
    symlinkSync(fromRoot('node_modules'), join(folder, 'node_modules'))
  }
  for (const name of names) writeFileSync(join(folder, name), fill(blockOf(name), app, folder))
  return folder
}

/** Makes the changes to a file of the page that a block `diff` of it tells. */
export function change(folder: string, app: Registered, [name, block]: readonly [name: string, block: string]): void {
  const file = join(folder, name)
  const hunks = fill(blockOf(block), app, folder).matchAll(/((?:^[ -].*\n)+)((?:^\+.*\n)+)/gm)
  const without = (lines: string): string => lines.replaceAll(/^[ +-]/gm, '')
  let text = readFileSync(file, 'utf8')
  for (const [, before = '', after = ''] of hunks) {
    const [old, stays] = [without(before), before.startsWith(' ')]
    if (!text.includes(old)) throw new Error(`${block}: ${old} is not in ${name}`)
    text = text.replace(old, () => (stays ? old : '') + without(after))
  }
  writeFileSync(file, text)
}

function fill(text: string, { issuer, appUrl, id, secret = '' }: Registered, folder: string): string {
  const port = new URL(appUrl).port
  const values: readonly (readonly [string, string])[] = [
    [LOCAL.issuer, issuer],
    [LOCAL.app, appUrl],
    [encodeURIComponent(LOCAL.app), encodeURIComponent(appUrl)],
    ['127.0.0.1:5000', `127.0.0.1:${port}`],
    ['YOUR-CLIENT-ID', id],
    ['YOUR-CLIENT-SECRET', secret],
    ['A-LONG-RANDOM-TEXT', crypto.randomUUID()],
    ['/var/www/app', folder],
  ]
  return values.reduce((filled, [from, to]) => filled.replaceAll(from, to), text)
}

function blockOf(name: string): string {
  const body = blocks.get(name)
  if (body === undefined) throw new Error(`docs/integrate.md has no block ${name}`)
  return body
}
