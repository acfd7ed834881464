// The inbox over HTTP: the page for people, the list for scripts, the gateway for the portal.
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import Router, { type RouterContext } from '@koa/router'
import Koa from 'koa'
import { render } from 'preact-render-to-string'
import { fromRoot } from '../../../shared/root.ts'
import type { Clock } from '../../../shared/time.ts'
import { answerSms } from './gateway.ts'
import { messagesFor } from './message.ts'
import type { SmsMode } from './sms.ts'
import type { Store } from './store.ts'
import { InboxDocument, type Shown } from './views.tsx'

export interface AppOptions {
  readonly store: Store
  readonly now: Clock
  readonly smsSecret: Buffer
  readonly smsMode: () => SmsMode
  /** Aborted when the inbox closes: a slow answer does not hold it up. */
  readonly closing: AbortSignal
  readonly ports: () => { smtp: number; http: number }
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
// A mail brings its own styles and inlined images; it loads nothing, runs nothing, posts nothing.
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

/** No JavaScript is needed for any of it; page.js only keeps the page fresh and copies a code. */
export function createApp(options: AppOptions): Koa {
  const router = new Router()
  servePages(router, options)
  serveApi(router, options)
  serveFiles(router)

  const app = new Koa()
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') console.error(error)
  })
  app.use(async (ctx, next) => {
    ctx.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache' })
    ctx.set('Content-Security-Policy', PAGE_POLICY)
    await next()
  })
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

function servePages(router: Router, options: AppOptions): void {
  const { store } = options
  router.get('/', (ctx) => show(ctx, options, { kind: 'home' }))
  router.get('/messages/:id', (ctx) => {
    const message = store.find(ctx.params['id'] ?? '')
    const as = ctx.query['as'] === 'text' || message?.html === null ? 'text' : 'html'
    show(ctx, options, message ? { kind: 'message', message, as } : { kind: 'gone' })
  })
  router.get('/messages/:id/html', (ctx) => {
    const html = store.find(ctx.params['id'] ?? '')?.html
    if (!html) return
    ctx.set('Content-Security-Policy', MAIL_POLICY)
    ctx.type = 'html'
    ctx.body = inNewTabs(html)
  })
  router.post('/empty', async (ctx) => {
    if (!['same-origin', 'none', ''].includes(ctx.get('Sec-Fetch-Site'))) {
      ctx.status = 403
      return
    }
    await store.clear()
    ctx.status = 303
    ctx.redirect('/')
  })
}

function serveApi(router: Router, options: AppOptions): void {
  const { store } = options
  router.get('/api/messages', (ctx) => {
    const etag = `"${store.revision()}"`
    ctx.set('ETag', etag)
    if (ctx.get('If-None-Match') === etag) {
      ctx.status = 304
      return
    }
    ctx.body = messagesFor(store, [ctx.query['to']].flat()[0])
  })
  router.delete('/api/messages', async (ctx) => {
    await store.clear()
    ctx.status = 204
  })
  router.post('/api/sms', (ctx) => answerSms(ctx, options))
}

function serveFiles(router: Router): void {
  for (const name of ['base.css', 'list.css', 'reading.css', 'panes.css', 'page.js', 'icon.svg']) {
    router.get(`/${name}`, async (ctx) => {
      ctx.type = extname(name)
      ctx.body = await readFile(fromRoot('test', 'dev', 'inbox', name))
    })
  }
}

function show(ctx: RouterContext, { store, now, ports }: AppOptions, shown: Shown): void {
  const messages = store.all().toReversed()
  const page = InboxDocument({ messages, revision: store.revision(), now: now(), ports: ports(), shown })
  ctx.status = shown.kind === 'gone' ? 404 : 200
  ctx.type = 'html'
  ctx.body = `<!doctype html>${render(page)}`
}

/** Links leave the frame. Put before everything, the element lands in the head whatever the mail begins with. */
const inNewTabs = (html: string): string => `<!doctype html><meta charset="utf-8"><base target="_blank">${html}`
