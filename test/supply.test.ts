import { readFileSync } from 'node:fs'
import test from 'ava'
import { fromRoot } from '../shared/root.ts'

interface Locked {
  readonly version: string
  readonly integrity?: string
  readonly resolved?: string
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly hasInstallScript?: boolean
  readonly link?: boolean
}

const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(fromRoot(file), 'utf8'))
const manifest = read('package.json')
const lock = read('package-lock.json') as { lockfileVersion: number; packages: Record<string, Locked> }
const locked = Object.entries(lock.packages).filter(([path]) => path !== '')
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path

test('every package is locked by its hash, but for platforms that are not ours [R87]', (t) => {
  t.is(lock.lockfileVersion, 3)
  t.true(locked.length > 300)
  const loose = locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
  const ours = ({ os, cpu, optional }: Locked): boolean =>
    !optional || (os?.includes('linux') === true && cpu?.includes('x64') === true && !os.includes('!linux'))
  t.deepEqual(
    loose.filter(([path, one]) => ours(one) && !/musl/.test(path)).map(([path]) => path),
    [],
  )
})

test('no package comes from elsewhere than the registry [R87]', (t) => {
  t.deepEqual(
    locked.filter(
      ([, { resolved, link }]) =>
        link || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    ),
    [],
  )
  const wanted = { ...(manifest['dependencies'] as object), ...(manifest['devDependencies'] as object) }
  t.deepEqual(
    Object.entries(wanted).filter(([, range]) => !/^[~^]?\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(range))),
    [],
    'no tags, addresses, paths or open ranges',
  )
  const root = lock.packages[''] as unknown as Record<string, unknown>
  t.deepEqual(root['dependencies'], manifest['dependencies'], 'the lock belongs to this manifest')
  t.deepEqual(root['devDependencies'], manifest['devDependencies'])
})

test('only listed packages have an install script that matters here [R87]', (t) => {
  const allowed = Object.keys(manifest['allowScripts'] as object)
  const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript)
  const here = scripted.filter(([, { os, cpu }]) => (!os || os.includes('linux')) && (!cpu || cpu.includes('x64')))
  t.deepEqual(here.map(([path]) => nameOf(path)).sort(), [...allowed].sort())
})

/** End of life by release line (nodejs.org, Release Working Group). */
const SUPPORTED_UNTIL: Readonly<Record<string, string>> = { 24: '2028-04-30' }

test('the runtime is the one that is locked, and in support [R87]', (t) => {
  const { version } = lock.packages['node_modules/node'] ?? { version: '' }
  t.is(process.versions.node, version)
  const until = SUPPORTED_UNTIL[version.split('.')[0] ?? '']
  t.true(until !== undefined && Date.now() < Date.parse(until), `Node ${version} is not supported any more`)
})
