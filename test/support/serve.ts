import { randomBytes } from 'node:crypto'
import { createApp as createIdpApp } from '../../idp/app.ts'
import { readConfig as readIdpConfig } from '../../idp/config.ts'
import { createIdp, type Idp } from '../../idp/context.ts'
import { createApp as createPortalApp } from '../../portal/app.ts'
import { readConfig as readPortalConfig } from '../../portal/config.ts'
import { createPortal, type Portal } from '../../portal/context.ts'
import { parisDate } from '../../shared/i18n.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { createClock, type TestClock } from './clock.ts'
import { type DatabaseKind, freshDatabase, type Teardown } from './database.ts'
import { type Door, openDoor } from './door.ts'
import { freshInbox, type TestInbox } from './inbox.ts'
import { createTestLog, type TestLog } from './log.ts'
import { Visitor, type VisitorOptions } from './visitor/visitor.ts'

export type Env = Readonly<Record<string, string>>

export interface TestOptions {
  readonly database?: DatabaseKind
  /** settings that differ */
  readonly env?: Env
}

/** What stands around whatever is tested. */
interface Surroundings {
  readonly clock: TestClock
  /** of all that was started: an error in it fails the test, unless taken */
  readonly log: TestLog
  readonly inbox: TestInbox
  readonly visitor: (options?: Partial<VisitorOptions>) => Visitor
}

/** A running product, as one process of several. */
export interface Running<Product> {
  /** the one that runs now: another after a restart */
  readonly product: () => Product
  /** its public address */
  readonly url: string
  /** the settings it was started with, for a process of its own */
  readonly env: Env
  /** A second one on the same database, with pools and a port of its own, as another process would be. */
  readonly otherProcess: () => Promise<{ product: Product; visitor: Surroundings['visitor'] }>
  /** Ends it and starts it again, with the same address and database. */
  readonly restart: () => Promise<Product>
}

export interface TestIdp extends Surroundings, Omit<Running<Idp>, 'product' | 'otherProcess'> {
  readonly idp: Idp
  readonly otherProcess: () => Promise<{ idp: Idp; visitor: Surroundings['visitor'] }>
}

/** Starts a provider for one test: a database of its own, a free port, an inbox, a clock to move on. */
export async function idpWith(t: Teardown, options: TestOptions = {}): Promise<TestIdp> {
  const around = await surroundings(t, () => [running.product()])
  const door = await openDoor(t)
  const databaseUrl = await freshDatabase(t, 'idp', options.database)
  const env = idpEnv({
    url: door.url,
    portalUrl: NOBODY,
    databaseUrl,
    smtpUrl: around.inbox.smtpUrl,
    more: options.env,
  })
  const running = await run(t, idpKind(env, around), door)
  return {
    ...around,
    ...running,
    get idp() {
      return running.product()
    },
    visitor: (more = {}) => new Visitor({ home: door.url, now: around.clock.now, ...more }),
    otherProcess: async () => {
      const { product, visitor } = await running.otherProcess()
      return { idp: product, visitor }
    },
  }
}

export interface TestWorld extends Surroundings {
  readonly idp: Running<Idp>
  readonly portal: Running<Portal>
}

/** Starts both products, with the demo contracts; a visitor is at home in the portal. */
export async function worldWith(t: Teardown, options: TestOptions & { portalEnv?: Env } = {}): Promise<TestWorld> {
  const around = await surroundings(t, () => [idp.product(), portal.product()])
  const { smtpUrl, smsUrl, smsSecret } = around.inbox
  const [idpDoor, portalDoor] = [await openDoor(t), await openDoor(t)]
  const databases = [
    await freshDatabase(t, 'idp', options.database),
    await freshDatabase(t, 'portal', options.database),
  ]
  const env = idpEnv({
    url: idpDoor.url,
    portalUrl: portalDoor.url,
    databaseUrl: databases[0] ?? '',
    smtpUrl,
    more: options.env,
  })
  const portalEnv = {
    PORTAL_URL: portalDoor.url,
    PORTAL_ISSUER: idpDoor.url,
    PORTAL_DATABASE_URL: databases[1] ?? '',
    PORTAL_SECRETS: randomBytes(32).toString('base64url'),
    PORTAL_SMTP_URL: smtpUrl,
    PORTAL_SMS_URL: smsUrl,
    PORTAL_SMS_SECRET: smsSecret.toString('base64'),
    ...options.portalEnv,
  }
  const idp = await run(t, idpKind(env, around), idpDoor)
  const portal = await run(t, portalKind(portalEnv, around), portalDoor)
  await seedContracts(portal.product().db, parisDate(around.clock.now()))
  const visitor = (more = {}) => new Visitor({ home: portalDoor.url, now: around.clock.now, ...more })
  return { ...around, idp, portal, visitor }
}

type Around = Omit<Surroundings, 'visitor'>

async function surroundings(t: Teardown, products: () => readonly Pick<Idp, 'outbox'>[]): Promise<Around> {
  const log = createTestLog()
  t.teardown(() => log.close())
  const drain = async () => {
    for (const { outbox } of products()) await outbox.drain()
  }
  return { clock: createClock(), log, inbox: await freshInbox(t, drain) }
}

/** Nobody is there (the "discard" port). */
const NOBODY = 'http://localhost:9'
/** Fast, and useless anywhere else. */
const CHEAP = { memoryKib: 64, passes: 1 }

const idpEnv = (of: {
  url: string
  portalUrl: string
  databaseUrl: string
  smtpUrl: string
  more: Env | undefined
}) => ({
  IDP_URL: of.url,
  IDP_DATABASE_URL: of.databaseUrl,
  IDP_SECRETS: randomBytes(32).toString('base64url'),
  IDP_SMTP_URL: of.smtpUrl,
  IDP_PORTAL_URL: of.portalUrl,
  ...of.more,
})

/** How a product is made and answers. */
interface Kind<Product> {
  readonly env: Env
  readonly clock: TestClock
  readonly start: () => Promise<Product>
  readonly callback: (product: Product) => Parameters<Door['lead']>[0]
}

const idpKind = (env: Env, { clock, log }: Around): Kind<Idp> => ({
  env,
  clock,
  start: () => createIdp(readIdpConfig(env), { now: clock.now, log, passwordCost: CHEAP }),
  callback: (idp) => createIdpApp(idp).callback(),
})

const portalKind = (env: Env, { clock, log }: Around): Kind<Portal> => ({
  env,
  clock,
  start: () => createPortal(readPortalConfig(env), { now: clock.now, log }),
  callback: (portal) => createPortalApp(portal).callback(),
})

async function run<Product extends { close(): Promise<void> }>(
  t: Teardown,
  { env, clock, start, callback }: Kind<Product>,
  door: Door,
): Promise<Running<Product>> {
  let product = await start()
  door.lead(callback(product))
  t.teardown(() => product.close())
  return {
    product: () => product,
    url: door.url,
    env,
    otherProcess: async () => {
      const other = await start()
      const ownDoor = await openDoor(t)
      ownDoor.lead(callback(other))
      t.teardown(() => other.close())
      const through = { [door.url]: ownDoor.url }
      return {
        product: other,
        visitor: (more = {}) => new Visitor({ home: door.url, now: clock.now, through, ...more }),
      }
    },
    restart: async () => {
      await product.close()
      product = await start()
      door.lead(callback(product))
      return product
    },
  }
}
