import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Teardown } from './database.ts'

/** What stands before several processes: each connection goes to the next one that takes it. @returns its port */
export async function openBalancer(t: Teardown, ports: readonly number[]): Promise<number> {
  let turn = 0
  const server = createServer({ pauseOnConnect: true }, async (client) => {
    client.on('error', () => undefined)
    for (const _ of ports) {
      turn += 1
      const process = await reach(ports[turn % ports.length] ?? 0)
      if (process) return join(client, process)
    }
    client.destroy()
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const reach = (port: number): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })

function join(client: Socket, process: Socket): void {
  for (const [one, other] of [
    [client, process],
    [process, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
  client.pipe(process).pipe(client)
}
