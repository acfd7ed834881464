import { get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

// Asks processes how they are, again and again, from a thread of its own: where a crowd is made, the time of an answer would
// be that of the crowd. Hands out how long each answer took, in milliseconds, when it is told to stop.

const { addresses, host } = workerData as { addresses: readonly string[]; host: string }

const ask = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    get(`${address}/health`, { headers: { host }, agent: false }, (answer) => {
      answer.resume().on('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - began)
        else reject(new Error(`/health: ${answer.statusCode}`))
      })
    }).on('error', reject)
  })

const times: number[] = []
let going = true
parentPort?.once('message', () => {
  going = false
})
for (const address of addresses) await ask(address)
parentPort?.postMessage('asking')
while (going) {
  times.push(...(await Promise.all(addresses.map(ask))))
  await pause(50)
}
parentPort?.postMessage(times)
