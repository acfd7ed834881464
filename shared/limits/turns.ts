/** For how long those who are still at the door go before those who are in, in milliseconds. */
const DOOR_MS = 50

export interface Turns {
  /** Resolves when it is one's turn. */
  readonly take: () => Promise<void>
  /** Somebody else came in. Each turn lets one connection in (libuv), so that whoever is behind a crowd waits for as many
   *  turns as it has heads: until the door is free, turns are kept short. */
  readonly came: () => void
}

/** Lets one of a crowd go on at each turn of the event loop, in the order in which they came, so that others are heard in
 *  between (security requirement R88). Who comes alone waits for no longer than two turns. */
export function createTurns(): Turns {
  const waiting: (() => void)[] = []
  let someCame = false
  let heldSince: number | undefined
  const isHeld = (): boolean => {
    heldSince = someCame ? (heldSince ?? performance.now()) : undefined
    someCame = false
    return heldSince !== undefined && performance.now() - heldSince < DOOR_MS
  }
  const next = (): void => {
    if (isHeld()) return void setImmediate(next)
    heldSince = undefined
    waiting.shift()?.()
    if (waiting.length > 0) setImmediate(next)
  }
  return {
    take: () =>
      new Promise((resolve) => {
        if (waiting.push(resolve) === 1) setImmediate(next)
      }),
    came: () => {
      someCame = true
    },
  }
}
