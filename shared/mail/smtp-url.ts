import { decoded, isLoopback } from '../config.ts'

/** A mail server that takes our mails. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** `always`: from the first byte; `must`: STARTTLS, or no mail goes; `may`: if it is offered; `no`: on this machine */
  readonly tls: 'always' | 'must' | 'may' | 'no'
  readonly auth: { readonly user: string; readonly pass: string } | undefined
  /** open at once, at most */
  readonly connections: number
  /** a file with the certificates to trust, in place of the usual authorities */
  readonly ca: string | undefined
}

const PARAMETERS = new Set(['requireTLS', 'connections', 'ca'])

/** Reads `smtp://user:password@host:587` or `smtps://…`, with `?requireTLS=true|false`, `connections=1…20`, `ca=file`.
 *  STARTTLS is required unless the server is this machine. Undefined: it is no such address, or a password would go over
 *  a network in the clear. */
export function readSmtpUrl(url: string): SmtpServer | undefined {
  if (!/^smtps?:\/\//.test(url) || !URL.canParse(url)) return undefined
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const requireTls = searchParams.get('requireTLS') ?? 'default'
  const connections = searchParams.get('connections') ?? '4'
  if (![...searchParams.keys()].every((name) => PARAMETERS.has(name))) return undefined
  if (hostname === '' || !/^(true|false|default)$/.test(requireTls) || !/^([1-9]|1\d|20)$/.test(connections))
    return undefined
  const near = isLoopback(hostname)
  const secure = protocol === 'smtps:'
  const tls = secure ? 'always' : tlsFor(requireTls, near)
  if (username !== '' && !near && tls === 'may') return undefined
  const [user, pass] = [decoded(username), decoded(password)]
  if (user === undefined || pass === undefined) return undefined
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    tls,
    auth: user === '' ? undefined : { user, pass },
    connections: Number(connections),
    ca: searchParams.get('ca') ?? undefined,
  }
}

function tlsFor(required: string, near: boolean): SmtpServer['tls'] {
  if (required === 'true' || (required === 'default' && !near)) return 'must'
  return near ? 'no' : 'may'
}
