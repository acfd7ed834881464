import { type Clock, SECOND } from '../../shared/time.ts'

/** Spares a service that is away, and the people waiting for it: after five failures in a row it is not asked for 30 s. */
export interface Breaker {
  /** The answer, or undefined: it failed, or was not asked. */
  call<T>(ask: () => Promise<T>): Promise<T | undefined>
  /** what it failed by last, for the log */
  fault(): unknown
}

const FAILURES = 5
const REST = 30 * SECOND

export function createBreaker(now: Clock): Breaker {
  let failures = 0
  let restsUntil = 0
  let fault: unknown
  return {
    async call(ask) {
      if (now() < restsUntil) return undefined
      try {
        const answer = await ask()
        failures = 0
        return answer
      } catch (error) {
        fault = error
        failures += 1
        if (failures >= FAILURES) restsUntil = now() + REST
        return undefined
      }
    },
    fault: () => fault,
  }
}
