import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../observe/log.ts'
import { SECOND } from '../time.ts'
import type { Held } from './lease.ts'
import { carry, giveBack, type Office, takeOne } from './outbox.ts'

/** Carries what the outbox holds, a few at a time, while the process lives. */
export interface Worker {
  /** something was just posted: do not wait for the next look */
  kick(): void
  /** carries everything that is due now, then returns */
  drain(): Promise<void>
  /** takes nothing new, waits a little for what is under way, and gives back what is not done by then */
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 1000
/** lanes; each kind takes a share of them (lease.ts, Manner) */
const AT_ONCE = 16
/** A process that stops has 20 s, of which requests take up to 15. */
const PATIENCE = 3 * SECOND

export function createWorker(office: Office & { readonly log: Log }): Worker {
  const held = new Set<Held>()
  const lanes = new Set<Promise<void>>()
  let stopped = false
  let closed = false
  let turn: Promise<unknown> = Promise.resolve()
  // one after the other: each has to see what the one before took
  const take = (): Promise<Held | undefined> => {
    const taken = turn.then(() => (stopped ? undefined : takeOne(office, held)))
    turn = taken.catch(() => undefined)
    return taken
  }
  const lane = async (): Promise<void> => {
    try {
      for (let letter = await take(); letter; letter = await take()) await carry(office, letter, held)
    } catch (error) {
      // a carrier that answers when the database is closed has been given up before
      if (!closed) office.log.error({ err: error }, 'the outbox could not be read')
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
      await Promise.race([Promise.all(lanes), pause(PATIENCE, undefined, { ref: false })])
      await giveBack(office, held)
      closed = true
    },
  }
}
