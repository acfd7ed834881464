// Carnet de route: somebody else's app, as it were. It shares no code with BMW ID or the portal and knows the provider by
// its issuer alone; everything it remembers is gone when it stops.
import { createServer } from 'node:http'
import { createApp } from './app.js'
import { createProvider } from './provider.js'

const { ROADBOOK_PORT = '4100', ROADBOOK_ISSUER, ROADBOOK_CLIENT_ID, ROADBOOK_CLIENT_SECRET } = process.env
const port = Number(ROADBOOK_PORT)
const url = process.env.ROADBOOK_URL ?? `http://localhost:${port}`

function giveUp(sentence) {
  console.error(`Carnet de route cannot start: ${sentence}`)
  process.exit(1)
}

if (!ROADBOOK_ISSUER || !ROADBOOK_CLIENT_ID || !ROADBOOK_CLIENT_SECRET) {
  giveUp('it needs ROADBOOK_ISSUER, ROADBOOK_CLIENT_ID and ROADBOOK_CLIENT_SECRET.')
}

const provider = createProvider({
  url,
  issuer: ROADBOOK_ISSUER,
  clientId: ROADBOOK_CLIENT_ID,
  clientSecret: ROADBOOK_CLIENT_SECRET,
})
const log = (level, msg) => console.log(JSON.stringify({ level, time: Date.now(), msg }))
const server = createServer(createApp({ url, issuer: ROADBOOK_ISSUER, provider, log }))

server.on('error', (error) =>
  giveUp(
    error.code === 'EADDRINUSE'
      ? `port ${port} is in use. Stop the other program, or choose another ROADBOOK_PORT.`
      : error.message,
  ),
)
server.listen(port, '127.0.0.1', () => process.send?.('ready'))

function stop() {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), 3000).unref()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
if (process.connected) process.on('disconnect', stop)
