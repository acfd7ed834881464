import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { BlockList, isIP, isIPv6, Server as NetServer } from 'node:net'
import { createTurns } from '../limits/turns.ts'
import { SECOND } from '../time.ts'

export interface Listening {
  readonly url: string
  readonly port: number
  /** Takes no new connection, lets what is under way end (15 s), then returns. Lines that are kept get one more answer,
   *  which says that it is the last; those that stay silent are closed after `lingerMs` (0). */
  close(lingerMs?: number): Promise<void>
}

/** Limits of ASVS 5.0 15.2.2 against slow and large requests. */
const LIMITS = {
  headersTimeout: 10 * SECOND,
  requestTimeout: 15 * SECOND,
  connectionsCheckingInterval: 2 * SECOND, // or both are looked at every 30 s only
  keepAliveTimeout: 5 * SECOND,
  maxHeaderSize: 16 * 1024,
}

/** Listens, and makes what a proxy says trustworthy: host and scheme are always those of `publicUrl`, the client's
 *  address is the connection's, unless the connection comes from a listed proxy. */
export async function listen(
  serve: (request: IncomingMessage, response: ServerResponse) => unknown,
  options: { port: number; host: string; publicUrl: string; trustedProxies: readonly string[] },
): Promise<Listening> {
  const isProxy = blockList(options.trustedProxies)
  const scheme = new URL(options.publicUrl).protocol.slice(0, -1)
  const answering = new Set<ServerResponse>()
  const turns = createTurns()
  const server = createServer(LIMITS, (request, response) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    if (!server.listening) response.shouldKeepAlive = false
    if (!pinTarget(request)) return response.writeHead(400, { 'cache-control': 'no-store' }).end()
    pinForwarded(request, { scheme, isProxy })
    if (request.url === '/health') return serve(request, response)
    return void turns.take().then(() => serve(request, response)) // so that whoever asks how we are is heard in between
  })
  server.on('connection', turns.came)
  server.maxHeadersCount = 100
  server.maxConnections = 2000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => resolve())
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return { url: options.publicUrl, port, close: (lingerMs = 0) => close(server, { answering, lingerMs }) }
}

function blockList(ranges: readonly string[]): (address: string) => boolean {
  const proxies = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    proxies.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return (address) => proxies.check(plain(address), isIPv6(plain(address)) ? 'ipv6' : 'ipv4')
}

/** An IPv4 address that came in on an IPv6 socket, in its own form. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/** Koa and the engine believe an absolute request target (`GET https://elsewhere/ HTTP/1.1`) more than the Host header,
 *  and so must whoever judges the host: it goes where the header stands (RFC 9112 §3.2.2). False: nobody can tell which
 *  host is meant, or what of it. */
function pinTarget(request: IncomingMessage): boolean {
  const { url = '/' } = request
  if ((request.headersDistinct['host']?.length ?? 0) > 1) return false
  if (url.startsWith('/')) return true
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return false
  const { host, pathname, search } = new URL(url)
  request.headers.host = host
  request.url = `${pathname}${search}`
  return true
}

/** Koa and the engine read X-Forwarded-*; after this they read only what we wrote (RFC 9700 §4.13). */
function pinForwarded(
  request: IncomingMessage,
  { scheme, isProxy }: { scheme: string; isProxy: (address: string) => boolean },
): void {
  const peer = plain(request.socket.remoteAddress ?? '0.0.0.0')
  const told = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .pop()
    ?.trim()
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith('x-forwarded-') || name === 'forwarded' || name.startsWith('x-original-'))
      delete request.headers[name]
  }
  request.headers['x-forwarded-for'] = isProxy(peer) && told && isIP(plain(told)) ? plain(told) : peer
  request.headers['x-forwarded-proto'] = scheme
}

/** Clients that keep their lines would go on for ever, and be cut in the middle of something in the end: so each answer
 *  from now on says that its line is closed after it (RFC 9112 §9.6). */
async function close(
  server: Server,
  { answering, lingerMs }: { answering: ReadonlySet<ServerResponse>; lingerMs: number },
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    // not the HTTP server's own, which cuts idle lines at once: a request may be on its way on one of them
    NetServer.prototype.close.call(server, () => resolve())
  })
  for (const response of answering) if (!response.headersSent) response.shouldKeepAlive = false
  const silent = setTimeout(() => server.closeIdleConnections(), lingerMs)
  const late = setTimeout(() => server.closeAllConnections(), 15 * SECOND)
  await closed
  for (const timer of [silent, late]) clearTimeout(timer)
  server.close(() => undefined) // what the HTTP server has beside its lines: it is not listening any more, and says so
}
