import { SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { turnKeys } from './rotation.ts'

/** Looks at the keys while the process lives. Two processes never disagree for longer than the time between two looks. */
export function followKeys(idp: Idp): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= turnKeys(idp)
      .catch((error: unknown) => idp.log.warn({ err: error }, 'the signing keys could not be looked at'))
      .finally(() => {
        looking = undefined
      })
  }, idp.config.keysLookSeconds * SECOND)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
