import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createApp } from '../../idp/app.ts'
import { readConfig } from '../../idp/config.ts'
import { createIdp, type Idp } from '../../idp/context.ts'
import { type Listening, listen } from '../../shared/http/server.ts'
import { createClock, type TestClock } from './clock.ts'
import { type DatabaseKind, freshDatabase, type Teardown } from './database.ts'
import { freshInbox, type TestInbox } from './inbox.ts'
import { createTestLog, type TestLog } from './log.ts'
import { Visitor, type VisitorOptions } from './visitor/visitor.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** A running provider, with all that stands around one. */
export interface TestIdp {
  readonly idp: Idp
  readonly url: string
  readonly clock: TestClock
  readonly log: TestLog
  readonly inbox: TestInbox
  /** the settings it was started with, for a process of its own */
  readonly env: Readonly<Record<string, string>>
  readonly visitor: (options?: Partial<VisitorOptions>) => Visitor
  /** A second provider on the same database, with pools and a port of its own. Its `visitor()` reaches that one.
   *  `more`: settings it has and the first has not. */
  readonly otherProcess: (
    more?: Readonly<Record<string, string>>,
  ) => Promise<Pick<TestIdp, 'idp' | 'url' | 'visitor'> & { readonly address: string }>
  /** Somebody else answers in the provider's place; undefined: the provider again. */
  readonly lead: (to: Answer | undefined) => void
  /** Ends the provider and starts it again, on the same port and database. Hands out the new one. */
  readonly restart: () => Promise<Idp>
}

export interface TestIdpOptions {
  readonly database?: DatabaseKind
  readonly env?: Readonly<Record<string, string>>
}

/** Fast, and useless anywhere else. */
const CHEAP = { memoryKib: 64, passes: 1 }

/** Starts a provider for one test: a database of its own, a free port, an inbox, a clock to move on. */
export async function idpWith(t: Teardown, options: TestIdpOptions = {}): Promise<TestIdp> {
  const clock = createClock()
  const log = createTestLog()
  t.teardown(() => log.close())
  const databaseUrl = await freshDatabase(t, 'idp', options.database)
  const inbox = await freshInbox(t, () => idp.outbox.drain())
  const door = await openDoor(t)
  const env = {
    IDP_URL: door.url,
    IDP_DATABASE_URL: databaseUrl,
    IDP_SECRETS: randomBytes(32).toString('base64url'),
    IDP_SMTP_URL: inbox.smtpUrl,
    IDP_PORTAL_URL: 'http://localhost:7', // nobody is there (the "echo" port)
    ...options.env,
  }
  const start = (more = {}): Promise<Idp> =>
    createIdp(readConfig({ ...env, ...more }), { now: clock.now, log, passwordCost: CHEAP })
  let idp = await start()
  door.lead(createApp(idp).callback())
  t.teardown(() => idp.close())

  return {
    get idp() {
      return idp
    },
    url: env.IDP_URL,
    clock,
    log,
    inbox,
    env,
    visitor: (more = {}) => new Visitor({ home: env.IDP_URL, now: clock.now, ...more }),
    otherProcess: async (settings) => {
      const other = await start(settings)
      const ownDoor = await openDoor(t)
      ownDoor.lead(createApp(other).callback())
      t.teardown(() => other.close())
      const through = { [env.IDP_URL]: ownDoor.url }
      return {
        idp: other,
        url: env.IDP_URL,
        address: ownDoor.url,
        visitor: (more = {}) => new Visitor({ home: env.IDP_URL, now: clock.now, through, ...more }),
      }
    },
    lead: (to) => door.lead(to ?? createApp(idp).callback()),
    restart: async () => {
      await idp.close()
      idp = await start()
      door.lead(createApp(idp).callback())
      return idp
    },
  }
}

/** A free port, held from now on; who answers there is said later, because they must know the address first. */
export async function openDoor(
  t: Teardown,
  trustedProxies: readonly string[] = [],
): Promise<{ url: string; readonly lead: (to: Answer) => void }> {
  let answer: Answer = (_request, response) => response.writeHead(503).end()
  const lead: Answer = (request, response) => answer(request, response)
  const options = { port: 0, host: '127.0.0.1', publicUrl: 'http://localhost', trustedProxies }
  const listening: Listening = await listen(lead, options)
  t.teardown(() => listening.close())
  return {
    url: `http://localhost:${listening.port}`,
    lead: (to) => {
      answer = to
    },
  }
}
