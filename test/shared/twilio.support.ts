import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Teardown } from '../support/database.ts'

/** `lost`: takes the message and cuts the line; `cut`: cuts it without taking; `hang`: takes it and never answers;
 *  `garbled`: takes it and answers what is no JSON. */
export type TwilioMode = 'ok' | 'lost' | 'cut' | 'hang' | 'garbled' | Refusal
interface Refusal {
  readonly status: number
  readonly code?: number
  readonly retryAfter?: number
}

export interface TakenMessage {
  readonly sid: string
  readonly form: Readonly<Record<string, string>>
  readonly created: Date
  status: string
  code: number | null
}

const sid = `AC${'0123456789abcdef'.repeat(2)}`
const token = 'un/secret+token'

/** An HTTP server that answers as Twilio's API of 2010-04-01 does. */
export async function twilioFor(t: Teardown) {
  const messages: TakenMessage[] = []
  const lists: URLSearchParams[] = []
  let mode: TwilioMode = 'ok'
  let listing: 'ok' | 'away' = 'ok'

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)))
    if (typeof mode === 'object') {
      const { status, code, retryAfter } = mode
      const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
      answer(response, status, { code, message: `about ${form['To']}`, status }, headers)
      return
    }
    if (mode === 'cut') return void request.socket.destroy()
    const message = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      form,
      created: new Date(),
      status: 'queued',
      code: null,
    }
    messages.unshift(message)
    if (mode === 'lost') request.socket.destroy()
    else if (mode === 'garbled') response.writeHead(201).end('{"sid": "SM')
    else if (mode === 'ok') answer(response, 201, { sid: message.sid, status: 'queued' })
  }
  const list = (query: URLSearchParams, response: ServerResponse): void => {
    lists.push(query)
    if (listing === 'away') {
      answer(response, 503, {})
      return
    }
    const found = messages.filter(({ form }) => form['To'] === query.get('To'))
    answer(response, 200, { messages: found.map(shown) })
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://peer')
    const basic = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`
    if (request.headers.authorization !== basic) return answer(response, 401, { code: 20003 })
    if (url.pathname !== `/2010-04-01/Accounts/${sid}/Messages.json`) return answer(response, 404, { code: 20404 })
    if (request.method === 'GET') return list(url.searchParams, response)
    if (request.headers['content-type'] !== 'application/x-www-form-urlencoded;charset=UTF-8')
      return answer(response, 415, {})
    void take(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const address = (query: string, password = token) =>
    `twilio://${sid}:${encodeURIComponent(password)}@api.twilio.com?${query}&base=${encodeURIComponent(base)}`

  return {
    url: address('from=%2B33644600001'),
    serviceUrl: address(`messaging_service=MG${'f'.repeat(32)}`),
    wrongUrl: address('from=BMWFS', 'old token'),
    /** newest first */
    messages,
    lists,
    setMode: (next: TwilioMode) => {
      mode = next
    },
    setListing: (next: typeof listing) => {
      listing = next
    },
  }
}

const shown = ({ sid: name, form, created, status, code }: TakenMessage) => ({
  sid: name,
  to: form['To'],
  from: form['From'],
  body: form['Body'],
  status,
  error_code: code,
  date_created: created.toUTCString(),
  date_sent: null,
  direction: 'outbound-api',
})

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** A status call as Twilio makes it, written from its documentation: the address, then name and value of each field in
 *  the order of the names, HMAC-SHA1 under the token. */
export function twilioCall(url: string, fields: Readonly<Record<string, string>>, key = token) {
  const names = Object.keys(fields).sort()
  const signed = url + names.map((name) => `${name}${fields[name]}`).join('')
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', key).update(signed).digest('base64'),
    },
    body: new URLSearchParams(fields).toString(),
  }
}
