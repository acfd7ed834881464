import { readFileSync } from 'node:fs'
import smpp, { type Pdu, type PduFields, type Session } from 'smpp'
import { fromRoot } from '../root.ts'
import { MINUTE, SECOND } from '../time.ts'
import type { Receipt } from './gateway.ts'
import { isReceipt, readReceipt } from './smpp-receipt.ts'
import type { SmppAccount } from './smpp-url.ts'

/** Why something did not come about; a short sentence for the record. */
export class SmppFault extends Error {}

/** One line to the message centre, bound as a transceiver when it is first needed, and from then on for as long as the
 *  process lives: receipts come over it. */
export interface SmppSession {
  /** Hands over one message. Throws a SmppFault if there is no line or no answer; an answer that comes after that still
   *  goes to `late`. */
  submit(fields: PduFields, late: (answer: Pdu) => void): Promise<Pdu>
  /** takes leave (unbind), then closes the line */
  close(): Promise<void>
}

/** In milliseconds; a test is in a hurry. */
export interface SmppTimes {
  readonly answer: number
  readonly keepAlive: number
  readonly backoff: readonly [first: number, most: number]
}

const TIMES: SmppTimes = { answer: 10 * SECOND, keepAlive: 30 * SECOND, backoff: [SECOND, MINUTE] }

type Hear = (receipt: Receipt) => Promise<void>

export function createSession(account: SmppAccount, hear: Hear, times: SmppTimes = TIMES): SmppSession {
  let line: Promise<Session> | undefined
  let pause: NodeJS.Timeout | undefined
  let failures = 0
  let closed = false

  const lost = (): void => {
    line = undefined
    if (closed) return
    const [first, most] = times.backoff
    pause = setTimeout(
      () => {
        pause = undefined
        open().catch(() => undefined) // counted, and tried again
      },
      Math.min(first * 2 ** failures, most),
    )
    pause.unref()
    failures += 1
  }
  /** Only one attempt at a time, however many letters want the line, and none before its time. */
  const open = (): Promise<Session> => {
    if (line) return line
    if (closed || pause) return Promise.reject(new SmppFault('is not bound'))
    const opening = bind(account, times).then((session) => {
      failures = 0
      attend(session, hear)
      keepAlive(session, times)
      session.once('close', lost)
      return session
    })
    line = opening
    opening.catch(lost)
    return opening
  }
  return {
    submit: async (fields, late) => ask(await open(), fields, { late, times }),
    close: async () => {
      closed = true
      clearTimeout(pause)
      const session = await line?.catch(() => undefined)
      if (session) await leave(session, times)
    },
  }
}

function bind(account: SmppAccount, { answer }: SmppTimes): Promise<Session> {
  const { host, port, tls, ca, systemId, password, systemType } = account
  const trusted = ca === undefined ? {} : { ca: readFileSync(fromRoot(ca)) }
  return new Promise((resolve, reject) => {
    const session = smpp.connect({
      host,
      port,
      tls,
      ...(tls ? { servername: host, minVersion: 'TLSv1.2' } : {}),
      ...trusted,
    })
    const fail = (reason: string): void => {
      clearTimeout(timer)
      session.destroy()
      reject(new SmppFault(reason))
    }
    const timer = setTimeout(() => fail('did not bind in time'), answer)
    // after a PDU that cannot be read the package reads no more: the line is of no use either way
    session.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'broke the protocol'))
    session.on('close', () => fail('closed the line'))
    session.once(tls ? 'secureConnect' : 'connect', () => {
      const who = { system_id: systemId, password, system_type: systemType, interface_version: 0x34 }
      session.bind_transceiver(who, ({ command_status: status }) => {
        clearTimeout(timer)
        if (status === 0) resolve(session)
        else fail(nameOf(status))
      })
    })
  })
}

/** Answers what the centre asks. A receipt is answered when it is kept; until then it is the centre's to send again. */
function attend(session: Session, hear: Hear): void {
  const answer = (pdu: Pdu, status = 0): boolean => session.send(pdu.response({ command_status: status }))
  session.on('pdu', (pdu: Pdu) => {
    if (pdu.command === 'enquire_link') answer(pdu)
    if (pdu.command === 'unknown' || pdu.command === 'data_sm') answer(pdu, smpp.errors['ESME_RINVCMDID'])
    if (pdu.command === 'unbind') {
      answer(pdu)
      session.close()
    }
    if (pdu.command !== 'deliver_sm') return
    const receipt = isReceipt(pdu) ? readReceipt(pdu) : undefined
    if (!receipt) return void answer(pdu) // a text message from a customer, say; we read none
    hear(receipt).then(
      () => answer(pdu),
      () => answer(pdu, smpp.errors['ESME_RX_T_APPN']),
    )
  })
}

function keepAlive(session: Session, times: SmppTimes): void {
  let patience: NodeJS.Timeout | undefined
  const beat = setInterval(() => {
    patience ??= setTimeout(() => session.destroy(), times.answer)
    session.enquire_link(() => {
      clearTimeout(patience)
      patience = undefined
    })
  }, times.keepAlive)
  session.once('close', () => {
    clearInterval(beat)
    clearTimeout(patience)
  })
}

function ask(
  session: Session,
  fields: PduFields,
  { late, times }: { late: (answer: Pdu) => void; times: SmppTimes },
): Promise<Pdu> {
  return new Promise((resolve, reject) => {
    let waiting = true
    const give = (reason: string): void => {
      waiting = false
      clearTimeout(timer)
      session.off('close', cut)
      reject(new SmppFault(reason))
    }
    const cut = (): void => give('closed the line')
    const timer = setTimeout(() => give('did not answer'), times.answer)
    session.once('close', cut)
    const sent = session.submit_sm(fields, (answer) => {
      if (!waiting) return late(answer)
      clearTimeout(timer)
      session.off('close', cut)
      resolve(answer)
    })
    if (!sent) cut()
  })
}

/** SMPP 3.4 §4.2: nothing is sent after unbind but its answer. */
function leave(session: Session, { answer }: SmppTimes): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => session.destroy(), Math.min(answer, 2 * SECOND))
    session.once('close', () => {
      clearTimeout(late)
      resolve()
    })
    if (!session.unbind(() => session.close())) session.destroy()
  })
}

/** `ESME_RTHROTTLED` of 0x58. */
export const nameOf = (status: number): string =>
  Object.entries(smpp.errors).find(([, code]) => code === status)?.[0] ?? `0x${status.toString(16)}`
