import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../../shared/config.ts'
import { type Fault, fault } from './faults.ts'
import type { Field, Settings } from './settings.ts'

// Addresses of an app: exact, https, and none that we would have to call on a private network.

/** So many of one kind are enough for any app, and a page shows them all. */
const MOST = 20
const LONGEST = 2000

type Judge = (field: Field, uri: string) => Fault | undefined

/** What is wrong with the addresses of an app; `reachable`: the private origins that we may call. */
export function faultsOfUris(settings: Settings, reachable: ReadonlySet<string>): Fault[] {
  const back = settings.kind === 'native' ? nativeUri : webUri
  const called: Judge = (field, uri) => webUri(field, uri) ?? privateUri(field, uri, reachable)
  return [
    ...faultsOfList('redirectUris', settings.redirectUris, back),
    ...faultsOfList('postLogoutRedirectUris', settings.postLogoutRedirectUris, back),
    ...faultsOfList('corsOrigins', settings.corsOrigins, origin),
    ...(['startUri', 'clientUri', 'policyUri', 'tosUri'] as const).flatMap((field) =>
      faultsOfList(field, listOf(settings[field]), webUri),
    ),
    ...(['backchannelLogoutUri', 'jwksUri'] as const).flatMap((field) =>
      faultsOfList(field, listOf(settings[field]), called),
    ),
  ]
}

const listOf = (value: string | undefined): string[] => (value === undefined ? [] : [value])

function faultsOfList(field: Field, uris: readonly string[], judge: Judge): Fault[] {
  if (uris.length > MOST) return [fault(field, (t) => t.tooMany(MOST))]
  const twice = uris.find((uri, at) => uris.indexOf(uri) !== at)
  const faults = uris.flatMap((uri) => judge(field, uri) ?? [])
  return twice === undefined ? faults : [...faults, fault(field, (t) => t.uriTwice(short(twice)))]
}

const short = (uri: string): string => (uri.length > 100 ? `${uri.slice(0, 99)}…` : uri)

/** Printable ASCII without what browsers read otherwise than they look (RFC 3986 §2). */
const isWritten = (uri: string): boolean => /^[\x21-\x7e]+$/.test(uri) && !/[\\"<>^`{|}]/.test(uri)

/** What holds for every address, whatever its scheme (RFC 6749 §3.1.2, RFC 9700 §2.1). */
const anyUri: Judge = (field, uri) => {
  if (uri.length > LONGEST) return fault(field, (t) => t.uriLong)
  if (!isWritten(uri) || !URL.canParse(uri)) return fault(field, (t) => t.uri(short(uri)))
  if (uri.includes('#')) return fault(field, (t) => t.uriFragment(short(uri)))
  if (uri.includes('*')) return fault(field, (t) => t.uriWildcard(short(uri)))
  const { username, password } = new URL(uri)
  return username || password ? fault(field, (t) => t.uriUser(short(uri))) : undefined
}

const webUri: Judge = (field, uri) => {
  const general = anyUri(field, uri)
  if (general) return general
  const { protocol, hostname } = new URL(uri)
  // `https:app.example` is parsed, and is not what it is compared with
  if (/^https?:/i.test(uri) && !/^https?:\/\/[^/]/.test(uri)) return fault(field, (t) => t.uri(short(uri)))
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return isSafe ? undefined : fault(field, (t) => t.uriScheme(short(uri)))
}

/** RFC 8252 §7: a scheme of one's own domain, reversed; or claimed https; or http on this machine. */
const nativeUri: Judge = (field, uri) => {
  const { protocol, hostname } = URL.canParse(uri) ? new URL(uri) : { protocol: '', hostname: '' }
  if (protocol !== 'http:' && protocol !== 'https:') {
    const isOwn = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/.test(protocol)
    return anyUri(field, uri) ?? (isOwn ? undefined : fault(field, (t) => t.nativeUri(short(uri))))
  }
  const fits = protocol === 'http:' ? ENGINE_LOOPBACKS.has(hostname) : !isLoopback(hostname)
  return webUri(field, uri) ?? (fits ? undefined : fault(field, (t) => t.nativeUri(short(uri))))
}

const ENGINE_LOOPBACKS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

const origin: Judge = (field, uri) => {
  const general = webUri(field, uri)
  if (general) return general
  return new URL(uri).origin === uri ? undefined : fault(field, (t) => t.origin(short(uri)))
}

function privateUri(field: Field, uri: string, reachable: ReadonlySet<string>): Fault | undefined {
  const { origin: place, hostname } = new URL(uri)
  if (reachable.has(place) || !isPrivate(hostname)) return undefined
  return fault(field, (t) => t.uriPrivate(short(place)))
}

/** By its name alone: what a public name leads to is judged when it is called (engine/reach.ts). */
function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const version = isIP(host)
  if (version) return PRIVATE.check(host, version === 4 ? 'ipv4' : 'ipv6')
  return !host.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host)
}

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const),
]) {
  PRIVATE.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv6')
}
