import { randomBytes } from 'node:crypto'
import { createApp } from '../../portal/app.ts'
import { readConfig } from '../../portal/config.ts'
import { createPortal, type Portal } from '../../portal/context.ts'
import { createClock, type TestClock } from './clock.ts'
import { type DatabaseKind, freshDatabase, type Teardown } from './database.ts'
import { createTestLog, type TestLog } from './log.ts'
import { openDoor } from './serve.ts'
import { Visitor, type VisitorOptions } from './visitor/visitor.ts'

/** A portal that runs alone, before a provider of the test's making. */
export interface TestPortal {
  readonly portal: Portal
  readonly url: string
  readonly clock: TestClock
  readonly log: TestLog
  readonly visitor: (options?: Partial<VisitorOptions>) => Visitor
  /** A second portal on the same database, with pools and a port of its own; returns that port's address. */
  readonly otherProcess: () => Promise<string>
}

/** Neither mails nor text messages leave it: nobody listens there (the "discard" port). */
export async function portalWith(
  t: Teardown,
  { issuer, database }: { issuer: string; database?: DatabaseKind },
): Promise<TestPortal> {
  const clock = createClock()
  const log = createTestLog()
  t.teardown(() => log.close())
  const door = await openDoor(t)
  const config = readConfig({
    PORTAL_URL: door.url,
    PORTAL_DATABASE_URL: await freshDatabase(t, 'portal', database),
    PORTAL_SECRETS: randomBytes(32).toString('base64url'),
    PORTAL_ISSUER: issuer,
    PORTAL_SMTP_URL: 'smtp://127.0.0.1:9',
    PORTAL_SMS_URL: 'webhook+http://127.0.0.1:9/',
    PORTAL_SMS_SECRET: randomBytes(32).toString('base64'),
  })
  const start = async (at: typeof door): Promise<Portal> => {
    const portal = await createPortal(config, { now: clock.now, log })
    t.teardown(() => portal.close())
    at.lead(createApp(portal).callback())
    return portal
  }
  return {
    portal: await start(door),
    url: door.url,
    clock,
    log,
    visitor: (more = {}) => new Visitor({ home: door.url, now: clock.now, ...more }),
    otherProcess: async () => {
      const other = await openDoor(t)
      await start(other)
      return other.url
    },
  }
}
