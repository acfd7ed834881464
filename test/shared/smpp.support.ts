import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import smpp, { type Pdu, type PduFields, type Session } from 'smpp'
import type { Teardown } from '../support/database.ts'

/** `cut`: takes the message and drops the line instead of answering; `slow`: takes it and answers 2 s later; `silent`:
 *  takes it and never answers; a name: refuses with that status. */
export type SmppMode = 'ok' | 'cut' | 'slow' | 'silent' | `ESME_${string}`

export interface Submitted {
  readonly id: string
  readonly text: string
  readonly fields: Pdu
}

/** A message centre, by the server side of the package smpp. */
export async function messageCentreFor(t: Teardown, tls: { key?: string; cert?: string } = {}) {
  const submitted: Submitted[] = []
  const commands: string[] = []
  const sessions = new Set<Session>()
  let mode: SmppMode = 'ok'
  let beats = true
  const server = smpp.createServer(
    tls.key === undefined ? {} : { key: readFileSync(tls.key, 'utf8'), cert: readFileSync(tls.cert ?? '', 'utf8') },
    (session) => {
      sessions.add(session)
      session.on('error', () => undefined)
      session.on('close', () => sessions.delete(session))
      session.on('pdu', (pdu: Pdu) => {
        commands.push(pdu.command)
        if (pdu.command === 'bind_transceiver') session.send(pdu.response(welcome(pdu)))
        if (pdu.command === 'enquire_link' && beats) session.send(pdu.response())
        if (pdu.command === 'submit_sm') take(session, pdu)
        if (pdu.command === 'unbind') {
          session.send(pdu.response())
          session.close()
        }
      })
    },
  )
  const take = (session: Session, pdu: Pdu): void => {
    if (mode.startsWith('ESME_')) {
      session.send(pdu.response({ command_status: smpp.errors[mode] ?? 0xff }))
      return
    }
    const id = `smsc-${submitted.length + 1}`
    submitted.push({ id, text: textOf(pdu), fields: pdu })
    if (mode === 'cut') session.destroy()
    else if (mode === 'slow') setTimeout(() => session.send(pdu.response({ message_id: id })), 2000)
    else if (mode === 'ok') session.send(pdu.response({ message_id: id }))
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const session of sessions) session.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `smpp://mybmwfs:s%40cret@127.0.0.1:${port}?source=BMWFS`,
    tlsUrl: `smpps://mybmwfs:s%40cret@localhost:${port}?source=BMWFS`,
    wrongUrl: `smpp://mybmwfs:wrong@127.0.0.1:${port}?source=BMWFS`,
    submitted,
    /** every command that came, in order */
    commands,
    sessions,
    setMode: (next: SmppMode) => {
      mode = next
    },
    stopBeating: () => {
      beats = false
    },
    dropAll: () => {
      for (const session of sessions) session.destroy()
    },
    /** Tells over the first line; returns the status of the answer. */
    tell: (fields: PduFields): Promise<number> =>
      new Promise((resolve) => {
        const [session] = sessions
        session?.deliver_sm({ source_addr: '33639980101', ...fields }, (answer) => resolve(answer.command_status))
      }),
  }
}

const welcome = ({ system_id: id, password }: Pdu): PduFields =>
  id === 'mybmwfs' && password === 's@cret'
    ? { system_id: 'centre' }
    : { command_status: smpp.errors['ESME_RINVPASWD'] ?? 0xff }

/** What the package has read by its own tables. */
function textOf(pdu: Pdu): string {
  const { short_message: short, message_payload: long } = pdu as unknown as Record<
    string,
    { message: string } | undefined
  >
  return short?.message || long?.message || ''
}

/** SMPP 3.4, appendix B: how most centres write a receipt. */
export const receiptText = (id: string, state: string, error = '000'): string =>
  `id:${id} sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:${state} err:${error} text:Votre code`
