// The SMS gateway on the line: reading, answering late, not answering.
import type { IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { RouterContext } from '@koa/router'
import type { AppOptions } from './app.ts'
import { problem, type SmsAnswer, type SmsMode, takeSms } from './sms.ts'

const MOST_BYTES = 16 * 1024

export async function answerSms(ctx: RouterContext, options: AppOptions): Promise<void> {
  const mode = options.smsMode()
  const answer = await decide(ctx, options, mode)
  if (mode === 'acceptedButLost' && (answer?.status ?? 500) < 300) ctx.req.socket.destroy()
  if (!answer || ctx.req.socket.destroyed) {
    ctx.respond = false
    return
  }
  if (typeof mode === 'object') await pause(mode.slow, undefined, { signal: options.closing }).catch(() => undefined)
  ctx.status = answer.status
  ctx.type = 'type' in answer.body ? 'application/problem+json' : 'json'
  ctx.body = JSON.stringify(answer.body)
}

async function decide(ctx: RouterContext, options: AppOptions, mode: SmsMode): Promise<SmsAnswer | undefined> {
  if (!ctx.is('application/json')) return problem(415, 'Unsupported Media Type', 'Send application/json.')
  const body = await readBody(ctx.req)
  if (body === undefined) {
    ctx.set('Connection', 'close')
    return problem(413, 'Content Too Large', 'A request has at most 16 KiB.')
  }
  const request = {
    id: ctx.get('webhook-id'),
    timestamp: ctx.get('webhook-timestamp'),
    signatures: ctx.get('webhook-signature'),
    body,
  }
  return takeSms({ store: options.store, secret: options.smsSecret, now: options.now }, request, mode)
}

/** `undefined` if it is too large; the rest is read and thrown away, so that the answer can be heard. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MOST_BYTES) resolve(undefined)
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
  })
}
