import { randomBytes } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { createApp as createIdpApp } from '../../idp/app.ts'
import { readConfig as readIdpConfig } from '../../idp/config.ts'
import { createIdp, type Idp } from '../../idp/context.ts'
import { createApp as createPortalApp } from '../../portal/app.ts'
import { readConfig as readPortalConfig } from '../../portal/config.ts'
import { createPortal, type Portal } from '../../portal/context.ts'
import { listen } from '../../shared/http/server.ts'
import { parisDate } from '../../shared/i18n.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { createClock, type TestClock } from './clock.ts'
import { type DatabaseKind, freshDatabase, type Teardown } from './database.ts'
import { freshInbox, type TestInbox } from './inbox.ts'
import { createTestLog, type TestLog } from './log.ts'
import { type Route, routesOf } from './routes.ts'
import { Visitor } from './visitor/visitor.ts'
import { type Answer, type Sent, send } from './visitor/wire.ts'

export const ID = 'https://id.example.test'
export const PORTAL = 'https://mybmw.example.test'
export type Origin = typeof ID | typeof PORTAL

/** One answer, as it left the product. */
export interface Seen {
  readonly origin: Origin
  readonly request: string
  readonly status: number
  readonly headers: OutgoingHttpHeaders
}

/** Both products under https addresses, behind a proxy that ends TLS: what goes to them is sent to their ports with the
 *  Host and the X-Forwarded-* of that proxy. */
export interface SecureWorld {
  readonly idp: Idp
  readonly portal: Portal
  readonly inbox: TestInbox
  readonly clock: TestClock
  readonly log: TestLog
  /** every route that is registered, by product */
  readonly routes: Readonly<Record<Origin, readonly Route[]>>
  /** every answer so far, those within redirects too */
  readonly seen: readonly Seen[]
  readonly visitor: () => Visitor
  /** one request, as it is */
  readonly ask: (url: string, request?: Partial<Sent>) => Promise<Answer>
}

const PROXIED = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' }

export async function secureWorld(t: Teardown, database?: DatabaseKind): Promise<SecureWorld> {
  const clock = createClock()
  const log = createTestLog()
  t.teardown(() => log.close())
  const seen: Seen[] = []
  const inbox = await freshInbox(t, async () => {
    await idp.outbox.drain()
    await portal.outbox.drain()
  })
  const common = (prefix: string, url: string) => ({
    [`${prefix}_URL`]: url,
    [`${prefix}_SECRETS`]: randomBytes(32).toString('base64url'),
    [`${prefix}_SMTP_URL`]: inbox.smtpUrl,
    [`${prefix}_TRUSTED_PROXIES`]: '127.0.0.1',
  })
  const idp = await createIdp(
    readIdpConfig({
      ...common('IDP', ID),
      IDP_DATABASE_URL: await freshDatabase(t, 'idp', database),
      IDP_PORTAL_URL: PORTAL,
    }),
    { now: clock.now, log, passwordCost: { memoryKib: 64, passes: 1 } },
  )
  t.teardown(() => idp.close())
  const portal = await createPortal(
    readPortalConfig({
      ...common('PORTAL', PORTAL),
      PORTAL_DATABASE_URL: await freshDatabase(t, 'portal', database),
      PORTAL_ISSUER: ID,
      PORTAL_SMS_URL: inbox.smsUrl,
      PORTAL_SMS_SECRET: inbox.smsSecret.toString('base64'),
    }),
    { now: clock.now, log },
  )
  t.teardown(() => portal.close())
  await seedContracts(portal, parisDate(clock.now()))

  const apps = { [ID]: createIdpApp(idp), [PORTAL]: createPortalApp(portal) } as const
  const through = Object.fromEntries(
    await Promise.all(
      ([ID, PORTAL] as const).map(async (origin) => {
        const answer = apps[origin].callback()
        const port = await openHttps(t, origin, (request, response) => {
          response.once('close', () =>
            seen.push({
              origin,
              request: `${request.method} ${request.url}`,
              status: response.statusCode,
              headers: response.getHeaders(),
            }),
          )
          return answer(request, response)
        })
        return [origin, `http://127.0.0.1:${port}`] as const
      }),
    ),
  )
  const ask: SecureWorld['ask'] = (url, { method = 'GET', headers = {}, ...rest } = {}) =>
    send(url, { method, headers: { ...PROXIED, ...headers }, through: through[new URL(url).origin], ...rest })
  serversGoThrough(t, ask)
  return {
    idp,
    portal,
    inbox,
    clock,
    log,
    routes: { [ID]: routesOf(apps[ID]), [PORTAL]: routesOf(apps[PORTAL]) },
    seen,
    visitor: () => new Visitor({ home: PORTAL, now: clock.now, through, headers: PROXIED }),
    ask,
  }
}

async function openHttps(t: Teardown, publicUrl: string, answer: Parameters<typeof listen>[0]): Promise<number> {
  const listening = await listen(answer, { port: 0, host: '127.0.0.1', publicUrl, trustedProxies: ['127.0.0.1'] })
  t.teardown(() => listening.close())
  return listening.port
}

/** What the products' servers say to one another goes through the same proxy. */
function serversGoThrough(t: Teardown, ask: SecureWorld['ask']): void {
  const direct = globalThis.fetch
  globalThis.fetch = async (input, options = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith(ID) && !url.startsWith(PORTAL)) return direct(input, options)
    const { method, headers, body } = new Request(url, options)
    const sent = body ? { body: await text(body) } : {}
    const answer = await ask(url, { method, headers: Object.fromEntries(headers), ...sent })
    return new Response(answer.body, { status: answer.status, headers: answer.headers })
  }
  t.teardown(() => {
    globalThis.fetch = direct
  })
}
