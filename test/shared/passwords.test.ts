import { setTimeout as wait } from 'node:timers/promises'
import test from 'ava'
import { createPasswords } from '../../shared/crypto/passwords.ts'
import { Problem } from '../../shared/errors.ts'
import { createGate } from '../../shared/limits/gate.ts'

const cheap = { memoryKib: 64, passes: 1, running: 2 }

test('a password matches its own hash, however it was typed [R7]', async (t) => {
  const passwords = await createPasswords(cheap)
  const hash = await passwords.hash('caf\u00e9 au lait frais')
  t.true(await passwords.matches('caf\u00e9 au lait frais', hash))
  t.true(await passwords.matches('cafe\u0301 au lait frais', hash))
  t.false(await passwords.matches('cafe au lait frais', hash))
  t.not(await passwords.hash('same'), await passwords.hash('same'))
})

test('nobody has any password, not even the one the dummy was made of [R16]', async (t) => {
  const passwords = await createPasswords(cheap)
  t.false(await passwords.matches('nobody has this password', undefined))
})

test('a hash tells its cost, so that a weaker one is made anew', async (t) => {
  const passwords = await createPasswords(cheap)
  t.false(passwords.isOutdated(await passwords.hash('x')))
  t.true((await createPasswords({ ...cheap, passes: 2 })).isOutdated(await passwords.hash('x')))
})

/** Work that goes on until it is let go. */
function works() {
  const going: (() => void)[] = []
  const work = () =>
    new Promise<string>((resolve) => {
      going.push(() => resolve('done'))
    })
  return { going, work }
}

const refusal = (outcome: PromiseSettledResult<unknown> | undefined): unknown =>
  outcome?.status === 'rejected' && outcome.reason instanceof Problem
    ? [outcome.reason.status, outcome.reason.kind, outcome.reason.retryAfterSeconds]
    : undefined

test('two run, 128 wait, and whoever comes then is sent away at once [R88]', async (t) => {
  const { going, work } = works()
  const gate = createGate({ width: 2 })
  const outcomes = Array.from({ length: 131 }, () => gate(work))
  const [last] = await Promise.allSettled(outcomes.slice(130))
  t.deepEqual(refusal(last), [503, 'busy', 5])
  t.is(going.length, 2)
  for (let done = 0; done < 130; done += 1) {
    going[done]?.()
    await outcomes[done]
    await wait(0)
    t.is(going.length, Math.min(130, done + 3), 'the next begins when one has ended')
  }
})

test('nobody waits longer than two seconds [R88]', async (t) => {
  const { going, work } = works()
  const gate = createGate({ width: 1 })
  const first = gate(work)
  const began = performance.now()
  const [second] = await Promise.allSettled([gate(work)])
  t.deepEqual(refusal(second), [503, 'busy', 5])
  const waited = performance.now() - began
  t.true(waited > 1900 && waited < 3000, `${waited} ms`)
  going[0]?.()
  t.is(await first, 'done')
  const third = gate(work)
  await wait(0)
  t.is(going.length, 2, 'who gave up left no gap in the gate')
  going[1]?.()
  t.is(await third, 'done')
})

test('work that breaks makes room too', async (t) => {
  const gate = createGate({ width: 1 })
  await t.throwsAsync(gate(() => Promise.reject(new Error('broken'))))
  t.is(await gate(() => Promise.resolve('next')), 'next')
})
