import type { IncomingMessage, ServerResponse } from 'node:http'
import { listen } from '../../shared/http/server.ts'
import type { Teardown } from './database.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

export interface Door {
  readonly url: string
  /** Says who answers from now on. */
  readonly lead: (to: Answer) => void
}

/** A free port, held from now on. Who answers there is said later, because they must know the address first. */
export async function openDoor(t: Teardown, trustedProxies: readonly string[] = []): Promise<Door> {
  let answer: Answer = (_request, response) => response.writeHead(503).end()
  const lead: Answer = (request, response) => answer(request, response)
  const options = { port: 0, host: '127.0.0.1', publicUrl: 'http://localhost', trustedProxies }
  const listening = await listen(lead, options)
  t.teardown(() => listening.close())
  return {
    url: `http://localhost:${listening.port}`,
    lead: (to) => {
      answer = to
    },
  }
}
