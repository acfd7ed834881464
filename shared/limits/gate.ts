import { Problem } from '../errors.ts'
import { SECOND } from '../time.ts'

export interface GateSize {
  /** at once */
  readonly width: number
  /** in the queue; one more is refused at once */
  readonly waiting?: number
  /** of anybody in the queue */
  readonly patienceMs?: number
}

/** Lets a few work at once, in the order in which they came. Throws a Problem (503) at who would wait too long. */
export function createGate({ width, waiting = 128, patienceMs = 2 * SECOND }: GateSize) {
  const queue: { start: () => void }[] = []
  let running = 0
  const turn = (): Promise<void> => {
    if (running < width) {
      running += 1
      return Promise.resolve()
    }
    if (queue.length >= waiting) throw busy()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(entry), 1)
        reject(busy())
      }, patienceMs)
      const entry = {
        start: () => {
          clearTimeout(timer)
          running += 1
          resolve()
        },
      }
      queue.push(entry)
    })
  }
  return async <T>(work: () => Promise<T>): Promise<T> => {
    await turn()
    try {
      return await work()
    } finally {
      running -= 1
      queue.shift()?.start()
    }
  }
}

const busy = (): Problem => new Problem(503, 'busy', { retryAfterSeconds: 5 })
