import { decoded } from '../config.ts'

/** An account at an operator's message centre. */
export interface SmppAccount {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** a file with the certificates to trust, in place of the usual authorities */
  readonly ca: string | undefined
  readonly systemId: string
  readonly password: string
  readonly systemType: string
  /** who it comes from: a number in E.164, a short code, or a name of at most eleven characters */
  readonly source: string
}

const PARAMETERS = new Set(['source', 'system_type', 'ca'])

/** Reads `smpp://system_id:password@host:2775?source=BMWFS`, or `smpps://` for TLS from the start. Undefined: it is no
 *  such address, or a value is longer than SMPP 3.4 §5.2 allows. */
export function readSmppUrl(url: string): SmppAccount | undefined {
  if (!/^smpps?:\/\//.test(url) || !URL.canParse(url)) return undefined
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  if (![...searchParams.keys()].every((name) => PARAMETERS.has(name))) return undefined
  const account = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 2775 : Number(port),
    tls: protocol === 'smpps:',
    ca: searchParams.get('ca') ?? undefined,
    systemId: decoded(username) ?? '',
    password: decoded(password) ?? '',
    systemType: searchParams.get('system_type') ?? '',
    source: searchParams.get('source') ?? '',
  }
  const fits =
    /^[\x21-\x7e]{1,15}$/.test(account.systemId) &&
    /^[\x20-\x7e]{1,8}$/.test(account.password) &&
    /^[\x20-\x7e]{0,12}$/.test(account.systemType) &&
    /^(\+[1-9]\d{7,14}|\d{3,8}|[a-z\d][\w +&.-]{0,10})$/i.test(account.source)
  return fits && account.host !== '' ? account : undefined
}
