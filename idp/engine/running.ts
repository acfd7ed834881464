import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'

/** The engine that answers now. It reads its keys when it is made and never again: other keys, another engine. Requests
 *  under way stay with the one that they began with. */
export interface Running {
  readonly provider: () => Provider
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** makes another, and answers with it from then on */
  readonly renew: () => Promise<void>
}

export async function keepRunning(make: () => Promise<Provider>): Promise<Running> {
  const start = async () => {
    const provider = await make()
    return { provider, answer: provider.callback() }
  }
  let current = await start()
  return {
    provider: () => current.provider,
    answer: (request, response) => current.answer(request, response),
    renew: async () => {
      current = await start()
    },
  }
}
