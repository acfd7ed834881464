import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JWK } from 'jose'
import type Provider from 'oidc-provider'

/** The engine that answers now. It reads its keys when it is made and never again: other keys, another engine. Requests
 *  under way stay with the one that they began with. */
export interface Running {
  readonly provider: () => Provider
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Answers with the keys of now from then on. False: they are those it had. */
  readonly renew: () => Promise<boolean>
}

export async function keepRunning(
  readKeys: () => Promise<readonly JWK[]>,
  make: (keys: readonly JWK[]) => Provider,
): Promise<Running> {
  const start = (keys: readonly JWK[]) => {
    const provider = make(keys)
    return { provider, answer: provider.callback(), kids: kidsOf(keys) }
  }
  let current = start(await readKeys())
  return {
    provider: () => current.provider,
    answer: (request, response) => current.answer(request, response),
    renew: async () => {
      const keys = await readKeys()
      if (kidsOf(keys) === current.kids) return false
      current = start(keys)
      return true
    },
  }
}

/** In their order: the first signs. */
const kidsOf = (keys: readonly JWK[]): string => keys.map(({ kid }) => kid).join(' ')
