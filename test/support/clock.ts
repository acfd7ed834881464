import type { Clock } from '../../shared/time.ts'

export interface TestClock {
  readonly now: Clock
  /** Lets time go by, in milliseconds. */
  pass(ms: number): void
}

/** A clock that runs with the real one until it is moved on: the engine and cookies know only the real one. */
export function createClock(at: number = Date.now()): TestClock {
  let ahead = at - Date.now()
  return {
    now: () => Date.now() + ahead,
    pass: (ms) => {
      ahead += ms
    },
  }
}
