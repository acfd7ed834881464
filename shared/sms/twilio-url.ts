import { decoded, isLoopback } from '../config.ts'

/** An account at Twilio, or at whoever speaks Twilio's API. */
export interface TwilioAccount {
  readonly sid: string
  readonly token: string
  /** without a slash at the end */
  readonly base: string
  /** who it comes from, as the form wants it */
  readonly sender: { readonly From: string } | { readonly MessagingServiceSid: string }
}

const PARAMETERS = new Set(['from', 'messaging_service', 'base'])

/** Reads `twilio://ACCOUNT_SID:AUTH_TOKEN@api.twilio.com?from=%2B33…` or `…?messaging_service=MG…`; `base` is another
 *  address of the same API: a proxy. Undefined: it is no such address. */
export function readTwilioUrl(url: string): TwilioAccount | undefined {
  if (!url.startsWith('twilio://') || !URL.canParse(url)) return undefined
  const { username: sid, password, host, searchParams } = new URL(url)
  const token = decoded(password) ?? ''
  if (![...searchParams.keys()].every((name) => PARAMETERS.has(name))) return undefined
  if (!/^AC[0-9a-f]{32}$/i.test(sid) || token === '' || host === '') return undefined
  const base = (searchParams.get('base') ?? `https://${host}`).replace(/\/+$/, '')
  const sender = senderIn(searchParams)
  return sender && isSafe(base) ? { sid, token, base, sender } : undefined
}

function senderIn(parameters: URLSearchParams): TwilioAccount['sender'] | undefined {
  const From = parameters.get('from')
  const MessagingServiceSid = parameters.get('messaging_service')
  if (From !== null && MessagingServiceSid !== null) return undefined
  // a number in E.164, a short code, or a name of at most eleven characters
  if (From !== null) return /^(\+[1-9]\d{7,14}|\d{3,8}|[a-z\d][\w +&.-]{0,10})$/i.test(From) ? { From } : undefined
  return MessagingServiceSid !== null && /^MG[0-9a-f]{32}$/i.test(MessagingServiceSid)
    ? { MessagingServiceSid }
    : undefined
}

/** The token goes there with each request. */
function isSafe(base: string): boolean {
  if (!URL.canParse(base)) return false
  const { protocol, hostname } = new URL(base)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}
