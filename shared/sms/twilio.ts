import { isLoopback } from '../config.ts'
import type { Carriage, Delivery } from '../outbox/outbox.ts'
import { MINUTE, SECOND } from '../time.ts'
import type { GatewayOptions, SmsGateway, TextMessage } from './gateway.ts'
import { ANSWER_WITHIN, faultOf, member, readJson, retryAfter } from './http.ts'
import { isSignedByTwilio, REFERENCE, receiptIn, stateOf } from './twilio-status.ts'
import { readTwilioUrl, type TwilioAccount } from './twilio-url.ts'

/** Twilio's REST API of 2010-04-01. It has no key of idempotency, so before each attempt but the first we look whether
 *  the message is there already: by the status call that named our letter (deliveries.ts), then in Twilio's own list. */
export function createTwilioGateway({ url, statusUrl, hear }: GatewayOptions): SmsGateway {
  const account = readTwilioUrl(url)
  if (!account) throw new Error('this is no address of Twilio’s API')
  const callbacks = canBeCalled(statusUrl, account) ? statusUrl : undefined
  return {
    async send(message, letter) {
      try {
        if (letter.attempt > 1) {
          const sent = await findSent(account, message, letter)
          if (sent.kind === 'unknown') return { kind: 'later', reason: sent.reason, waitMs: sent.waitMs }
          if (sent.kind === 'found') {
            await hear({ gatewayId: sent.sid, letterId: letter.id, ...stateOf(sent.status, sent.code) })
            return { kind: 'done', deliveryId: sent.sid }
          }
        }
        return await readAnswer(await submit(account, message, { letter, callbacks }))
      } catch (error) {
        const reason = `Twilio ${faultOf(error)}`
        // what we stopped waiting for may still be under way there: give it time to appear in the list
        return { kind: 'later', reason, waitMs: reason.endsWith('TimeoutError') ? 15 * SECOND : undefined }
      }
    },
    async takeStatus(request) {
      if (!isSignedByTwilio(account.token, request)) return 'forged'
      const receipt = receiptIn(request)
      if (!receipt) return 'unreadable'
      await hear(receipt)
      return 'taken'
    },
    close: () => Promise.resolve(),
  }
}

/** Twilio refuses a message whose status address is on no network it reaches; whoever answers on this machine does not. */
const canBeCalled = (statusUrl: string, { base }: TwilioAccount): boolean =>
  !isLoopback(new URL(statusUrl).hostname) || isLoopback(new URL(base).hostname)

const messagesOf = ({ base, sid }: TwilioAccount): string => `${base}/2010-04-01/Accounts/${sid}/Messages.json`

const call = (account: TwilioAccount, url: string, options: RequestInit = {}): Promise<Response> =>
  fetch(url, {
    ...options,
    headers: { authorization: `Basic ${Buffer.from(`${account.sid}:${account.token}`).toString('base64')}` },
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  })

function submit(
  account: TwilioAccount,
  { to, text }: TextMessage,
  { letter, callbacks }: { letter: Carriage; callbacks: string | undefined },
): Promise<Response> {
  const body = new URLSearchParams({ To: to, ...account.sender, Body: text, ValidityPeriod: validity(letter) })
  if (callbacks !== undefined) body.set('StatusCallback', `${callbacks}?${REFERENCE}=${letter.id}`)
  return call(account, messagesOf(account), { method: 'POST', body })
}

/** How many seconds Twilio may keep it in its queue; at most ten hours are allowed there. */
const validity = ({ usefulMs }: Carriage): string =>
  Math.ceil(Math.min(Math.max(usefulMs, MINUTE), 600 * MINUTE) / SECOND).toString()

/** Codes that speak of this number or of this message, and so will not change by waiting. Whatever else is refused may be
 *  mended by an operator (sender, balance, rights), or is a code we do not know: it stays until it is of no use. */
const NEVER = new Set([
  21211, // no valid number
  21214, // cannot be reached
  21217, // no valid number
  21265, // a short code
  21266, // our own number
  21268, // a premium number
  21408, // a country we may not send to
  21610, // has opted out
  21612, // no way from this sender to this number
  21614, // no mobile number
  21617, // too long
  21635, // a landline
])

async function readAnswer(response: Response): Promise<Delivery> {
  if (response.ok) {
    const sid = member(await readJson(response), 'sid')
    if (typeof sid === 'string' && sid !== '') return { kind: 'done', deliveryId: sid }
    return { kind: 'later', reason: 'Twilio unreadable answer' }
  }
  const code = member(await readJson(response).catch(() => undefined), 'code')
  const known = typeof code === 'number'
  const reason = `Twilio HTTP ${response.status}${known ? ` ${code}` : ''}`
  const isRequest = response.status >= 400 && response.status < 500 && ![401, 403, 429].includes(response.status)
  if (isRequest && known && NEVER.has(code)) return { kind: 'never', reason }
  return { kind: 'later', reason, waitMs: retryAfter(response) }
}

type Sent =
  | { readonly kind: 'found'; readonly sid: string; readonly status: string; readonly code: string | undefined }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly waitMs: number | undefined }

/** Their clock and ours may differ by so much. */
const SKEW = 5 * MINUTE

/** The message that an attempt before left there: to the same number, with the same words, not older than the letter.
 *  Not by DateSent, as one would think: a message that still waits there has none. */
async function findSent(account: TwilioAccount, { to, text }: TextMessage, letter: Carriage): Promise<Sent> {
  const query = new URLSearchParams({ To: to, PageSize: '50' }) // newest first; a number gets a few a day
  const response = await call(account, `${messagesOf(account)}?${query}`)
  if (!response.ok) {
    await response.body?.cancel()
    return { kind: 'unknown', reason: `Twilio list HTTP ${response.status}`, waitMs: retryAfter(response) }
  }
  const messages = member(await readJson(response, 512 * 1024), 'messages')
  if (!Array.isArray(messages)) return { kind: 'unknown', reason: 'Twilio list unreadable', waitMs: undefined }
  for (const message of messages as readonly unknown[]) {
    const [sid, body, created] = ['sid', 'body', 'date_created'].map((name) => member(message, name))
    // a trial account has words of its own in front
    const same = typeof body === 'string' && body.endsWith(text) && member(message, 'to') === to
    if (!same || typeof sid !== 'string' || Date.parse(String(created)) < letter.postedAt - SKEW) continue
    const code = member(message, 'error_code')
    return {
      kind: 'found',
      sid,
      status: String(member(message, 'status')),
      code: typeof code === 'number' ? code.toString() : undefined,
    }
  }
  return { kind: 'none' }
}
