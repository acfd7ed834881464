// The SMS gateway's side of the webhook that docs/sms-gateway.md describes.
import type { Clock } from '../../../shared/time.ts'
import type { Store } from './store.ts'
import { webhookFault } from './webhook.ts'

/**
 * How the gateway behaves once a request is known to be genuine. `refuse` answers 422, `error` 500; `slow` sends the
 * message at once but answers late; `acceptedButLost` sends it and cuts the connection instead of answering; `hang`
 * neither sends nor answers.
 */
export type SmsMode = 'ok' | 'refuse' | 'error' | 'acceptedButLost' | 'hang' | { readonly slow: number }

export interface SmsRequest {
  readonly id: string
  readonly timestamp: string
  readonly signatures: string
  readonly body: string
}

export interface SmsAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

export interface Gateway {
  readonly store: Store
  readonly secret: Buffer
  readonly now: Clock
}

/** What the gateway does with a request, and its answer; `undefined` means that it never answers. */
export async function takeSms(gateway: Gateway, request: SmsRequest, mode: SmsMode): Promise<SmsAnswer | undefined> {
  const fault = webhookFault(gateway.secret, request, gateway.now())
  if (fault) return problem(401, 'Unauthorized', fault)
  if (mode === 'hang') return undefined
  if (mode === 'error') return problem(500, 'Internal Server Error', 'The gateway has failed.')

  const sms = parseSms(request)
  if (typeof sms === 'string') return problem(400, 'Bad Request', sms)
  if (!/^\+[1-9]\d{7,14}$/.test(sms.to)) return refused('invalid_number')
  if (mode === 'refuse') return refused('unreachable')

  const { reference, to, text } = sms
  const arrival = { kind: 'sms', to, from: null, subject: null, text, html: null, reference } as const
  const { id, repeated } = await gateway.store.addOnce(reference, arrival)
  return { status: repeated ? 200 : 202, body: { id, status: 'accepted' } }
}

/** RFC 9457. */
export const problem = (status: number, title: string, detail: string): SmsAnswer => ({
  status,
  body: { type: 'about:blank', title, status, detail },
})

const refused = (reason: string): SmsAnswer => ({ status: 422, body: { status: 'refused', reason } })

/** The message, or what is wrong with the body. */
function parseSms({ id, body }: SmsRequest): { reference: string; to: string; text: string } | string {
  const { reference, to, text } = parseObject(body)
  if (typeof reference !== 'string' || typeof to !== 'string' || typeof text !== 'string' || text === '') {
    return 'The body must be JSON with the strings reference, to and text.'
  }
  if (reference !== id) return 'webhook-id must be the reference.'
  return { reference, to, text }
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
