import { globSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path'
import test from 'ava'
import { fromRoot } from '../shared/root.ts'
import { envExample } from './dev/settings.ts'

// Who may know whom, and what never stands in our code. Each rule names those that break it.

interface Import {
  readonly from: string
  readonly to: string
  /** of a type: it is gone when the program runs */
  readonly type: boolean
}

const files = new Map(
  globSync('{idp,portal,shared,migrations,test}/**/*.{ts,tsx,js}', { cwd: fromRoot() }).map(
    (file) => [file, readFileSync(fromRoot(file), 'utf8')] as const,
  ),
)
const imports: readonly Import[] = [...files].flatMap(([from, source]) => importsOf(from, source))
const shipped = [...files.keys()].filter((file) => !file.startsWith('test/'))

function importsOf(from: string, source: string): Import[] {
  const written = source.matchAll(/^(?:import|export) (type )?(?:[^'"]*? from )?'([^']+)'/gms)
  const later = source.matchAll(/\bimport\('([^']+)'\)/g)
  const resolve = (to = ''): string => (to.startsWith('.') ? normalize(`${dirname(from)}/${to}`) : to)
  return [
    ...[...written].map(([, type, to]) => ({ from, to: resolve(to), type: type !== undefined })),
    ...[...later].map(([, to]) => ({ from, to: resolve(to), type: false })),
  ]
}

const broken = (rule: (use: Import) => boolean): string[] =>
  imports.filter(rule).map(({ from, to }) => `${from} imports ${to}`)
const holding = (pattern: RegExp, among: (file: string) => boolean): string[] =>
  [...files].filter(([file, source]) => among(file) && pattern.test(source)).map(([file]) => file)

const isShipped = (file: string): boolean => !file.startsWith('test/')
const partOf = (file: string): string => file.split('/')[0] ?? ''
/** `idp/login` of `idp/login/routes.ts`; nothing for what belongs to the whole product. */
function featureOf(file: string): string | undefined {
  const [product, feature, name] = file.split('/')
  return name !== undefined && (product === 'idp' || product === 'portal') ? `${product}/${feature}` : undefined
}

test('the rules look at the whole house', (t) => {
  t.true(files.size > 150)
  t.true(imports.length > 500)
  for (const known of ['idp/engine/provider.ts', 'portal/auth/relying-party.ts', 'shared/http/pipeline.ts']) {
    t.true(files.has(known), known)
  }
  t.true(imports.some(({ from, to }) => from === 'idp/engine/provider.ts' && to === 'oidc-provider'))
  t.true(imports.some(({ from, to }) => from === 'idp/app.ts' && to === 'shared/http/pipeline.ts'))
})

test('the two products know one another by HTTP only, and what they share knows neither', (t) => {
  const strangers: Readonly<Record<string, readonly string[]>> = {
    idp: ['portal'],
    portal: ['idp'],
    shared: ['idp', 'portal'],
    migrations: ['idp', 'portal', 'shared'],
  }
  t.deepEqual(
    broken(({ from, to }) => strangers[partOf(from)]?.includes(partOf(to)) ?? false),
    [],
  )
})

test('nothing that ships imports a test', (t) => {
  t.deepEqual(
    broken(({ from, to }) => isShipped(from) && partOf(to) === 'test'),
    [],
  )
})

/** A page is put together from others' parts, its routes from others' guards; a type costs nothing. */
const openDoors = /\/(service|guards|texts|phone|address|terms-version)\.ts$|\.tsx$/

test('another feature is entered by its service; a page may also borrow views, words and guards', (t) => {
  const enters = ({ from, to, type }: Import): boolean =>
    featureOf(from) !== undefined &&
    featureOf(to) !== undefined &&
    partOf(from) === partOf(to) &&
    featureOf(from) !== featureOf(to) &&
    !(type && from.endsWith('.tsx'))
  t.deepEqual(
    broken((use) => enters(use) && !openDoors.test(use.to)),
    [],
  )
  t.deepEqual(
    broken((use) => enters(use) && /\/(service|store)\.ts$/.test(use.from) && !use.to.endsWith('/service.ts')),
    [],
    'a service or a store borrows no views',
  )
})

test('services and stores know no HTTP and no HTML', (t) => {
  const isWeb = (to: string): boolean => /^(koa|@koa\/|preact)/.test(to) || /^shared\/(http|html)\//.test(to)
  t.deepEqual(
    broken(({ from, to, type }) => isShipped(from) && /\/(service|store)\.ts$/.test(from) && isWeb(to) && !type),
    [],
  )
})

test('views are made of properties alone', (t) => {
  t.deepEqual(
    broken(
      ({ from, to, type }) =>
        isShipped(from) &&
        /\/(views|pages|pieces|parts|frame)\.tsx$/.test(from) &&
        /\/(service|store|context)\.ts$/.test(to) &&
        !type,
    ),
    [],
  )
})

test('the engine and the relying party are fenced', (t) => {
  const only = (what: RegExp, place: RegExp): string[] =>
    broken(({ from, to }) => what.test(to) && isShipped(from) && !place.test(from))
  t.deepEqual(only(/^oidc-provider/, /^idp\/engine\//), [])
  t.deepEqual(only(/^openid-client/, /^portal\/auth\/relying-party\.ts$/), [])
  t.deepEqual(
    broken(({ to }) => /^(oidc-provider|openid-client)\//.test(to)),
    [],
    'no deep imports',
  )
})

test('pages are written as components, without styles, scripts or markup by hand [R36][R40]', (t) => {
  t.deepEqual(holding(/dangerouslySetInnerHTML/, isShipped), [])
  t.deepEqual(
    holding(/\bstyle=/, (file) => isShipped(file) && !file.startsWith('shared/mail/')),
    [],
  )
  t.deepEqual(
    holding(/<\/[a-z][a-z0-9]*>/, (file) => isShipped(file) && file.endsWith('.ts')),
    [],
  )
  t.deepEqual(
    holding(
      /\son(click|change|input|submit|load|error|focus|blur|key\w+|mouse\w+|pointer\w+)=/i,
      (file) => isShipped(file) && file.endsWith('.tsx'),
    ),
    [],
  )
})

test('settings are read in one place', (t) => {
  const mayRead = /^test\/|\/(main|cli|config)\.ts$/
  t.deepEqual(
    holding(/process\.env/, (file) => !mayRead.test(file)),
    [],
  )
})

test('time and chance come from the context', (t) => {
  // the engine, openid-client, TLS-like signatures and the log live by the real clock
  const mayLook =
    /\/(context|main|cli)\.ts$|^idp\/engine\/|^portal\/auth\/relying-party|^shared\/(sms\/webhook|database\/open)\.ts$/
  t.deepEqual(
    holding(/Date\.now\(\)|new Date\(\)/, (file) => isShipped(file) && file.endsWith('.ts') && !mayLook.test(file)),
    [],
  )
  t.deepEqual(
    holding(/Math\.random/, (file) => isShipped(file) && file !== 'shared/database/open.ts'),
    [],
  )
})

test('modules are small, and named for what they hold', (t) => {
  const long = shipped.filter((file) => !/texts|drawings|\.js$/.test(file) && linesOf(file) > 200)
  t.deepEqual(long, [])
  t.deepEqual(
    [...files.keys()].filter((file) => /\/(index|utils|helpers|types|common|misc)\.tsx?$/.test(file)),
    [],
  )
  t.deepEqual(
    holding(/^export default |^(export )?enum /m, (file) => /\.tsx?$/.test(file)),
    [],
  )
})

test('migrations are named by when they were written', (t) => {
  const migrations = [...files.keys()].filter((file) => file.startsWith('migrations/'))
  t.true(migrations.length >= 5)
  t.deepEqual(
    migrations.filter((file) => !/^migrations\/(idp|portal|shared)\/20\d{6}T\d{4}_[a-z_]+\.ts$/.test(file)),
    [],
  )
  const times = migrations.map((file) => file.split('/')[2])
  t.is(new Set(times).size, times.length)
})

test('.env.example lists every setting as it is', (t) => {
  // after a change: npm run --silent env-example > .env.example
  t.is(readFileSync(fromRoot('.env.example'), 'utf8'), envExample())
})

function linesOf(file: string): number {
  return files.get(file)?.trimEnd().split('\n').length ?? 0
}
