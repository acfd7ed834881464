import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

// Sends files as they are, each over a connection of its own, eight at once, and tells what came back. Fails at a 5xx
// other than 503 with Retry-After, and at a stack or a path of the server's in an answer.

const [folder = '', idpPort = '3300', portalPort = '4300'] = process.argv.slice(2)
const statuses = new Map<string, number>()
const bad: string[] = []

const files = readdirSync(folder)
const workers = Array.from({ length: 8 }, async () => {
  for (let file = files.pop(); file !== undefined; file = files.pop()) await replay(file)
})
await Promise.all(workers)
console.log(
  [...statuses]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([status, times]) => `${status} × ${times}`)
    .join(', '),
)
for (const one of bad) console.log(`BAD ${one}`)
process.exitCode = bad.length > 0 ? 1 : 0

async function replay(file: string): Promise<void> {
  const port = /^(5|6|8|10|12)-/.test(file) ? portalPort : idpPort
  const answer = await exchange(Number(port), readFileSync(join(folder, file)))
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2)
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'closed'
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  if (status.startsWith('5') && !(status === '503' && /retry-after/i.test(head))) bad.push(`${file} ${status}`)
  if (/^\s+at .+:\d+:\d+|node_modules|file:\/\/\//m.test(body)) bad.push(`${file} tells too much`)
}

/** A mutated length may promise bytes that never come: one second of silence ends it. */
function exchange(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('latin1').on('data', (text) => {
      answer += String(text)
    })
    socket.setTimeout(1000, () => socket.destroy())
    socket.on('error', () => {}).on('close', () => resolve(answer))
    socket.write(bytes) // not ended: a half-closed connection is not answered
  })
}
