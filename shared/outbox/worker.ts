import type { Knex } from 'knex'
import type { Secrets } from '../crypto/secrets.ts'
import type { Log } from '../observe/log.ts'
import type { Clock } from '../time.ts'
import { type Carrier, carryOne } from './outbox.ts'

/** Carries what the outbox holds, a few at a time, while the process lives. */
export interface Worker {
  /** something was just posted: do not wait for the next look */
  kick(): void
  /** carries everything that is due now, then returns */
  drain(): Promise<void>
  /** takes nothing new, and waits for what is under way */
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 1000
const AT_ONCE = 4

export function createWorker(office: {
  readonly db: Knex
  readonly secrets: Secrets
  readonly now: Clock
  readonly log: Log
  readonly carriers: Readonly<Record<string, Carrier>>
}): Worker {
  const lanes = new Set<Promise<void>>()
  let stopped = false
  const lane = async (): Promise<void> => {
    try {
      while (!stopped && (await carryOne(office)));
    } catch (error) {
      office.log.error({ err: error }, 'the outbox could not be read')
    }
  }
  const open = (): void => {
    if (stopped || lanes.size >= AT_ONCE) return
    const running: Promise<void> = lane().finally(() => lanes.delete(running))
    lanes.add(running)
  }
  const timer = setInterval(open, LOOK_EVERY_MS)
  timer.unref()
  return {
    kick: open,
    drain: async () => {
      open()
      while (lanes.size > 0) await Promise.all(lanes)
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await Promise.all(lanes)
    },
  }
}
