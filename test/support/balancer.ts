import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Teardown } from './database.ts'

/** What stands before several processes: each connection goes to the next one that takes it. */
export interface Balancer {
  readonly port: number
  /** Gives a process no new connection while something is done to it, which begins when those it has are over. */
  readonly without: (port: number, act: () => Promise<void>) => Promise<void>
}

export async function openBalancer(t: Teardown, ports: readonly number[]): Promise<Balancer> {
  const lines = new Map<number, Set<Socket>>(ports.map((port) => [port, new Set()]))
  const out = new Set<number>()
  let turn = 0
  const pass = async (client: Socket): Promise<void> => {
    client.on('error', () => undefined)
    // the one that was left may have gone out while it was reached: by then the other is back
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if (await take(client)) return
      await pause(50)
    }
    client.destroy()
  }
  const take = async (client: Socket): Promise<boolean> => {
    turn += 1
    for (const port of [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)]) {
      const process = out.has(port) ? undefined : await reach(port)
      if (process && out.has(port)) process.destroy()
      if (!process || out.has(port)) continue
      lines.get(port)?.add(process)
      process.on('close', () => lines.get(port)?.delete(process))
      join(client, process)
      return true
    }
    return false
  }
  const server = createServer({ pauseOnConnect: true }, (client) => void pass(client))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    without: async (port, act) => {
      out.add(port)
      for (const line of lines.get(port) ?? []) await once(line, 'close')
      await act()
      out.delete(port)
    },
  }
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
    one.on('close', () => other.end()) // not destroyed: the last of an answer may be on its way
  }
  client.pipe(process).pipe(client)
}
