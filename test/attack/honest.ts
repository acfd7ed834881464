import { setTimeout as wait } from 'node:timers/promises'
import { send } from '../support/visitor/wire.ts'

// An honest client beside an attack: a new connection and a page of each product every 100 ms. Prints its latencies.

const [seconds = '30', ...addresses] = process.argv.slice(2)
const until = performance.now() + Number(seconds) * 1000
const latencies: number[] = []
const failures = new Map<string, number>()

const under: Promise<void>[] = []
for (let no = 0; performance.now() < until; no += 1) {
  under.push(ask(addresses[no % addresses.length] ?? ''))
  await wait(100)
}
await Promise.all(under)

async function ask(address: string): Promise<void> {
  const began = performance.now()
  try {
    const answered = send(address, { method: 'GET', headers: { accept: 'text/html' } })
    const late = wait(10_000, undefined, { ref: false }).then(() => undefined)
    const answer = await Promise.race([answered, late])
    latencies.push(performance.now() - began)
    if (answer?.status !== 200) count(answer ? String(answer.status) : 'no answer in 10 s')
  } catch (error) {
    count(error instanceof Error && 'code' in error ? String(error.code) : 'failed')
  }
}

function count(what: string): void {
  failures.set(what, (failures.get(what) ?? 0) + 1)
}

latencies.sort((a, b) => a - b)
const at = (share: number): number => Math.round(latencies[Math.floor((latencies.length - 1) * share)] ?? 0)
const faults = [...failures].map(([what, times]) => `${what} × ${times}`).join(', ') || 'none'
console.log(
  `asked ${under.length}; ms p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)}; not 200: ${faults}`,
)
