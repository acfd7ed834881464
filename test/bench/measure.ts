import type { Server } from './server.ts'

export interface Figures {
  readonly name: string
  readonly perSecond: number
  /** operations for each CPU second of the server: what a core gives, however busy the machine */
  readonly perCpuSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly failures: number
}

/** Lets `users` repeat an act for a while; the first second does not count. */
export async function measure(
  name: string,
  server: Pick<Server, 'cpuSeconds'>,
  load: { users: number; seconds: number; act: (user: number) => Promise<unknown> },
): Promise<Figures> {
  const began = performance.now()
  const warm = began + 1000
  const end = warm + load.seconds * 1000
  const times: number[] = []
  let failures = 0
  let cpu = 0
  setTimeout(() => {
    cpu = server.cpuSeconds()
  }, 1000)
  const user = async (n: number): Promise<void> => {
    while (performance.now() < end) {
      const start = performance.now()
      const done = await load.act(n).then(
        () => true,
        () => false,
      )
      if (start < warm) continue
      if (done) times.push(performance.now() - start)
      else failures += 1
    }
  }
  await Promise.all(Array.from({ length: load.users }, (_, n) => user(n)))
  const seconds = (performance.now() - warm) / 1000
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return {
    name,
    perSecond: times.length / seconds,
    perCpuSecond: times.length / (server.cpuSeconds() - cpu),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failures,
  }
}

export const ownCpu = { cpuSeconds: () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6 }
