import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

export interface RawAnswer {
  readonly status: number
  /** as sent, in order */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** all of it, to look for what must not be there */
  readonly text: string
}

/** Sends exactly these lines, which no client of ours would, and hands out the answer as it came. */
export async function sendRaw(url: string, lines: readonly string[], body = ''): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.setTimeout(5000, () => socket.destroy())
  socket.write([...lines, 'Connection: close', '', body].join('\r\n'))
  const answer = await text(socket)
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const [first = '', ...fields] = head.split('\r\n')
  return {
    status: Number(first.split(' ')[1] ?? 0),
    headers: fields.map((field) => {
      const at = field.indexOf(':')
      return [field.slice(0, at).toLowerCase(), field.slice(at + 1).trim()] as const
    }),
    body: rest.join('\r\n\r\n'),
    text: answer,
  }
}
