// What we use of the package smpp 0.5, which brings no types.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as TcpServer } from 'node:net'

  export interface Pdu {
    readonly command: string
    readonly command_status: number
    readonly sequence_number: number
    readonly [field: string]: unknown
    isResponse(): boolean
    response(fields?: PduFields): Pdu
  }
  export type PduFields = Readonly<Record<string, string | number | Buffer>>
  type Answered = (answer: Pdu) => void

  /** Events: connect, secureConnect, pdu, close, error. A command is false if the line is down. */
  export interface Session extends EventEmitter {
    bind_transceiver(fields: PduFields, answered: Answered): boolean
    submit_sm(fields: PduFields, answered: Answered): boolean
    deliver_sm(fields: PduFields, answered: Answered): boolean
    enquire_link(answered: Answered): boolean
    unbind(answered: Answered): boolean
    send(pdu: Pdu): boolean
    close(): void
    destroy(): void
  }
  interface Line {
    readonly host: string
    readonly port: number
    readonly tls: boolean
    readonly servername?: string | undefined
    readonly ca?: Buffer | undefined
    readonly minVersion?: 'TLSv1.2'
  }
  const smpp: {
    connect(line: Line): Session
    createServer(options: { key?: string; cert?: string }, welcome: (session: Session) => void): TcpServer
    readonly errors: Readonly<Record<string, number>>
  }
  export default smpp
}
