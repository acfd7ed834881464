import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Knex } from 'knex'
import { createSecrets, type Secrets } from '../../shared/crypto/secrets.ts'
import { migrate, type Owner, openDatabase } from '../../shared/database/open.ts'
import { parisDate } from '../../shared/i18n.ts'
import { fromRoot } from '../../shared/root.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { openBalancer } from './balancer.ts'
import { bare } from './bare.ts'
import { type DatabaseKind, freshDatabase, type Teardown } from './database.ts'
import { freshInbox, type TestInbox } from './inbox.ts'
import { freePort } from './ports.ts'
import { Visitor, type VisitorOptions } from './visitor/visitor.ts'

// What ships, in processes of its own: real clocks, real password hashes, nothing that a test could reach into but the
// database, the mails and the text messages.

type Env = Readonly<Record<string, string>>

/** A product's process. It can be killed and started again at the same address. */
export interface Product {
  readonly address: string
  /** SIGKILL: nothing of it gets to tidy up. */
  kill(): Promise<void>
  /** SIGTERM. @returns its exit code, and how long it took */
  stop(): Promise<{ readonly code: number | null; readonly ms: number }>
  /** @returns milliseconds until it was ready to answer */
  start(): Promise<number>
  /** what it has logged as an error so far; forgets it */
  takeErrors(): readonly string[]
}

/** Starts one of the products. What it logs as an error, unless taken, fails the test. */
async function startProduct(t: Teardown, product: Owner, { port, env }: { port: number; env: Env }): Promise<Product> {
  let child: ChildProcess | undefined
  let errors = ''
  const prefix = product.toUpperCase()
  const settings = {
    [`${prefix}_PORT`]: String(port),
    [`${prefix}_HOST`]: '127.0.0.1',
    [`${prefix}_LOG_LEVEL`]: 'error',
  }
  const gone = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const exit = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exit) as [number | null]
    return code
  }
  const start = async (): Promise<number> => {
    const began = performance.now()
    const started = fork(fromRoot('dist', product, 'main.js'), {
      env: { ...bare, ...env, ...settings },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        errors += text
      })
    }
    const ready = await Promise.race([
      once(started, 'message').then(() => true),
      once(started, 'exit').then(() => false),
    ])
    if (!ready) throw new Error(`${product} did not start: ${errors}`)
    return performance.now() - began
  }
  const takeErrors = (): string[] => {
    const lines = errors.split('\n').filter(Boolean)
    errors = ''
    return lines
  }
  t.teardown(async () => {
    await gone('SIGKILL')
    const unexpected = takeErrors()
    if (unexpected.length > 0) throw new Error(`${product} logged:\n${unexpected.join('\n')}`)
  })
  await start()
  return {
    address: `http://127.0.0.1:${port}`,
    kill: async () => {
      await gone('SIGKILL')
    },
    stop: async () => {
      const began = performance.now()
      return { code: await gone('SIGTERM'), ms: performance.now() - began }
    },
    start,
    takeErrors,
  }
}

/** Both products as operators run them, and what stands around them. */
export interface Shipped {
  readonly idpUrl: string
  readonly portalUrl: string
  readonly idps: readonly Product[]
  readonly portals: readonly Product[]
  readonly idpDb: Knex
  readonly portalDb: Knex
  /** what the products were given to derive their keys from */
  readonly idpSecrets: Secrets
  readonly portalSecrets: Secrets
  readonly inbox: TestInbox
  /** the settings they were started with, for a command */
  readonly env: Env
  /** Restarts the balanced providers one after the other, each without connections. */
  readonly rollingRestart: () => Promise<void>
  /** Somebody with an address of their own, who reaches these processes of each. */
  readonly visitor: (at?: { readonly idp?: number; readonly portal?: number }) => Visitor
}

/** The provider's database and keys, for what is done to it beside its processes. */
export const idpOf = ({ idpDb: db, idpSecrets: secrets, idpUrl: url }: Shipped) => ({
  idp: { db, secrets, now: Date.now },
  url,
})

export interface ShippedOptions {
  readonly database: DatabaseKind
  /** how many processes of each on one database */
  readonly idps: number
  readonly portals: number
  readonly env?: Env
  /** the provider's address is that of a load balancer before its processes */
  readonly balanced?: true
}

export async function shipped(t: Teardown, options: ShippedOptions): Promise<Shipped> {
  const { database, env = {} } = options
  const ports = async (count: number) => Promise.all(Array.from({ length: Math.max(1, count) }, freePort))
  const [idpPorts, portalPorts] = [await ports(options.idps), await ports(options.portals)]
  const balancer = options.balanced ? await openBalancer(t, idpPorts) : undefined
  const [idpUrl, portalUrl] = [
    `http://localhost:${balancer?.port ?? idpPorts[0]}`,
    `http://localhost:${portalPorts[0]}`,
  ]
  const inbox = await freshInbox(t, () => Promise.resolve())
  const idp = await openFor(t, 'idp', database)
  const portal = await openFor(t, 'portal', database)
  const [idpMaster, portalMaster] = [randomBytes(32), randomBytes(32)]
  const portalSecrets = createSecrets([portalMaster])
  if (options.portals > 0) {
    await seedContracts({ db: portal.db, secrets: portalSecrets }, parisDate(Date.now()))
  }
  const settings = {
    IDP_URL: idpUrl,
    IDP_PORTAL_URL: portalUrl,
    IDP_DATABASE_URL: idp.url,
    IDP_SECRETS: idpMaster.toString('base64url'),
    IDP_SMTP_URL: inbox.smtpUrl,
    IDP_TRUSTED_PROXIES: '127.0.0.1',
    PORTAL_URL: portalUrl,
    PORTAL_ISSUER: idpUrl,
    PORTAL_DATABASE_URL: portal.url,
    PORTAL_SECRETS: portalMaster.toString('base64url'),
    PORTAL_SMTP_URL: inbox.smtpUrl,
    PORTAL_SMS_URL: inbox.smsUrl,
    PORTAL_SMS_SECRET: inbox.smsSecret.toString('base64'),
    PORTAL_TRUSTED_PROXIES: '127.0.0.1',
    ...env,
  }
  const some = (product: Owner, count: number, at: readonly number[]): Promise<Product[]> =>
    Promise.all(at.slice(0, count).map((port) => startProduct(t, product, { port, env: settings })))
  const idps = await some('idp', options.idps, idpPorts)
  const portals = await some('portal', options.portals, portalPorts)
  return {
    idpUrl,
    portalUrl,
    idps,
    portals,
    idpDb: idp.db,
    portalDb: portal.db,
    idpSecrets: createSecrets([idpMaster]),
    portalSecrets,
    inbox,
    env: settings,
    rollingRestart: async () => {
      for (const [n, process] of idps.entries()) {
        await balancer?.without(idpPorts[n] ?? 0, async () => {
          await process.stop()
          await process.start()
        })
      }
    },
    visitor: (at = {}) => {
      const more: VisitorOptions = {
        home: options.portals > 0 ? portalUrl : idpUrl,
        headers: { 'x-forwarded-for': nextAddress() },
        through: {
          ...(balancer ? {} : addressOf(idpUrl, idps[at.idp ?? 0])),
          ...addressOf(portalUrl, portals[at.portal ?? 0]),
        },
      }
      return new Visitor(more)
    },
  }
}

async function openFor(t: Teardown, owner: Owner, kind: DatabaseKind): Promise<{ url: string; db: Knex }> {
  const url = await freshDatabase(t, owner, kind)
  await migrate(url, owner)
  const db = openDatabase(url, owner)
  t.teardown(() => db.destroy())
  return { url, db }
}

const addressOf = (url: string, product: Product | undefined) => (product ? { [url]: product.address } : {})

let addresses = 0
/** A network address that nobody had before: limits by network would otherwise hide the ones that are looked at. */
export function nextAddress(): string {
  addresses += 1
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`
}
