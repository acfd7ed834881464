import { setTimeout as wait } from 'node:timers/promises'
import type { Guard } from './context.ts'

/** Answers no sooner than so many milliseconds after the question. What takes a little longer for an address that is
 *  known (a letter is written, a row kept) does not show in the time of the answer (ASVS 5.0 6.3.8). */
export const steady =
  (milliseconds: number): Guard =>
  async (_ctx, next) => {
    const earliest = wait(milliseconds)
    try {
      await next()
    } finally {
      await earliest
    }
  }
