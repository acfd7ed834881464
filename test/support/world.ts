import { randomBytes } from 'node:crypto'
import { createApp as createPortalApp } from '../../portal/app.ts'
import { readConfig } from '../../portal/config.ts'
import { createPortal, type Portal } from '../../portal/context.ts'
import { parisDate } from '../../shared/i18n.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { type DatabaseKind, freshDatabase, type Teardown } from './database.ts'
import { type Answer, idpWith, openDoor, type TestIdp } from './serve.ts'
import { Visitor, type VisitorOptions } from './visitor/visitor.ts'

/** Both products with all that stands around them, as `npm start` would have them. */
export interface World extends Omit<TestIdp, 'visitor'> {
  readonly portal: Portal
  readonly portalUrl: string
  /** a person whose relative addresses mean the portal */
  readonly visitor: (options?: Partial<VisitorOptions>) => Visitor
  /** A second portal on the same database; its `visitor()` reaches that one and the first provider. */
  readonly otherPortal: () => Promise<{ readonly portal: Portal; readonly visitor: World['visitor'] }>
  /** The portal answers nobody until it is brought back. */
  readonly portalGoesAway: () => void
  readonly portalComesBack: () => void
  /** Somebody else answers in the portal's place. */
  readonly leadPortal: (to: Answer) => void
  readonly providerGoesAway: () => void
  readonly providerComesBack: () => void
  /** `more`: settings that it has from now on */
  readonly restartPortal: (more?: Readonly<Record<string, string>>) => Promise<void>
}

export interface WorldOptions {
  readonly database?: DatabaseKind
  /** overrides of either product's settings */
  readonly env?: Readonly<Record<string, string>>
}

export async function worldWith(t: Teardown, options: WorldOptions = {}): Promise<World> {
  const door = await openDoor(t)
  const provider = await idpWith(t, { ...options, env: { IDP_PORTAL_URL: door.url, ...options.env } })
  const { clock, log, inbox } = provider
  const env = {
    PORTAL_URL: door.url,
    PORTAL_DATABASE_URL: await freshDatabase(t, 'portal', options.database),
    PORTAL_SECRETS: randomBytes(32).toString('base64url'),
    PORTAL_ISSUER: provider.url,
    PORTAL_SMTP_URL: inbox.smtpUrl,
    PORTAL_SMS_URL: inbox.smsUrl,
    PORTAL_SMS_SECRET: inbox.smsSecret.toString('base64'),
    ...options.env,
  }
  const start = (more = {}): Promise<Portal> => createPortal(readConfig({ ...env, ...more }), { now: clock.now, log })
  let portal = await start()
  // what it still has to tell the portal it tells before the portal goes
  const quieten = () => provider.idp.outbox.stop()
  t.teardown(() => quieten().then(() => portal.close()))
  await seedContracts(portal, parisDate(clock.now()))
  const answer = () => door.lead(createPortalApp(portal).callback())
  answer()
  const visitorAt = (more: Partial<VisitorOptions>) => new Visitor({ home: door.url, now: clock.now, ...more })

  return {
    ...provider,
    get idp() {
      return provider.idp
    },
    get portal() {
      return portal
    },
    portalUrl: door.url,
    inbox: {
      ...inbox,
      received: async (to) => {
        await portal.outbox.drain()
        return inbox.received(to)
      },
      last: async (to) => {
        await portal.outbox.drain()
        return inbox.last(to)
      },
      lastCode: async (to) => {
        await portal.outbox.drain()
        return inbox.lastCode(to)
      },
    },
    visitor: (more = {}) => visitorAt(more),
    otherPortal: async () => {
      const other = await start()
      t.teardown(() => quieten().then(() => other.close()))
      const ownDoor = await openDoor(t)
      ownDoor.lead(createPortalApp(other).callback())
      return { portal: other, visitor: (more = {}) => visitorAt({ through: { [door.url]: ownDoor.url }, ...more }) }
    },
    portalGoesAway: () => door.lead((_request, response) => response.writeHead(503).end()),
    portalComesBack: answer,
    leadPortal: door.lead,
    providerGoesAway: () => provider.lead((request) => request.socket.destroy()),
    providerComesBack: () => provider.lead(undefined),
    restartPortal: async (more) => {
      await portal.close()
      portal = await start(more)
      answer()
    },
  }
}
