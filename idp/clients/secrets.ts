import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { randomToken, sameBytes } from '../../shared/crypto/tokens.ts'
import { DAY } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { actorOf, type By, whence } from './by.ts'
import { type House, type Unknown, withClient } from './one.ts'
import { hasSecret } from './settings.ts'
import { dropSecret, endSecrets, forgetEnded, keepSecret, type SecretRow, secretRows } from './store.ts'

// An app's secrets: random, shown once, kept sealed. Two may be good at once, so that it can take the new one before
// the old one ends.

type Keys = Pick<Idp, 'db' | 'secrets' | 'now'>

const MOST = 2
/** How long the old one stays good when nothing is said. */
export const OVERLAP = 7 * DAY

/** What may be told of a secret. */
export interface SecretState {
  readonly id: string
  readonly createdAt: number
  /** undefined: no end is set */
  readonly endsAt: number | undefined
}

/** Those that are good now, newest first. */
export async function secretsOf({ db, now }: Pick<Idp, 'db' | 'now'>, clientId: string): Promise<SecretState[]> {
  const rows = await secretRows(db, clientId, now())
  return rows.map((row) => ({ id: row.id, createdAt: row.created_at, endsAt: row.ends_at ?? undefined }))
}

export type SecretOutcome =
  /** never shown again */
  | { readonly kind: 'added'; readonly secret: string }
  /** two are good already: one has to end first */
  | { readonly kind: 'full' }
  /** it proves itself without one */
  | { readonly kind: 'needsNone' }
  | Unknown
  | House

/** Gives an app another secret; the one it has stays good for `endsInMs`. */
export const addSecret = (
  idp: Keys,
  clientId: string,
  { by, endsInMs = OVERLAP }: { by: By; endsInMs?: number },
): Promise<SecretOutcome> =>
  withClient(idp, clientId, by, async (tx, { metadata }) => {
    if (!hasSecret(metadata['token_endpoint_auth_method'])) return { kind: 'needsNone' }
    const at = idp.now()
    if ((await secretRows(tx, clientId, at)).length >= MOST) return { kind: 'full' }
    await forgetEnded(tx, clientId, at)
    await endSecrets(tx, clientId, at + endsInMs)
    const secret = await keepNewSecret(tx, idp, clientId)
    await recordEvent(tx, { action: 'app.secretAdded', subject: clientId, actor: actorOf(by) }, whence(idp, by))
    return { kind: 'added', secret }
  })

/** Ends a secret now, also the last one: then the app cannot prove itself until it gets another. */
export const endSecret = (
  idp: Keys,
  clientId: string,
  { by, secretId }: { by: By; secretId: string },
): Promise<{ readonly kind: 'ended' } | Unknown | House> =>
  withClient(idp, clientId, by, async (tx) => {
    if (!(await dropSecret(tx, clientId, secretId))) return { kind: 'unknown' }
    await recordEvent(tx, { action: 'app.secretEnded', subject: clientId, actor: actorOf(by) }, whence(idp, by))
    return { kind: 'ended' }
  })

/** Makes a secret for an app that has room for one, and hands it out. */
export async function keepNewSecret(tx: Knex, keys: Omit<Keys, 'db'>, clientId: string): Promise<string> {
  const secret = randomToken()
  await keepSecretOf(tx, keys, { id: clientId, secret })
  return secret
}

export async function keepSecretOf(
  tx: Knex,
  { secrets, now }: Omit<Keys, 'db'>,
  client: { readonly id: string; readonly secret: string },
): Promise<void> {
  const id = randomUUID()
  const sealed = secrets.seal('client-secret', client.secret, id)
  await keepSecret(tx, { id, client_id: client.id, sealed, created_at: now(), ends_at: null })
}

/** Whether a client showed one of the secrets that are good now; as long for each of them. */
export async function secretFits(keys: Keys, clientId: string, shown: string): Promise<boolean> {
  const good = await goodSecrets(keys, clientId)
  return good.filter((secret) => sameBytes(Buffer.from(secret), Buffer.from(shown))).length > 0
}

/** What stands for the secret of a client in its metadata, without which the engine would not work with it. When none
 *  is good it is one that fits nowhere. */
export async function secretFor(keys: Keys, clientId: string): Promise<string> {
  const [newest] = await goodSecrets(keys, clientId)
  return newest ?? keys.secrets.mac('no-client-secret', clientId).toString('base64url')
}

async function goodSecrets({ db, secrets, now }: Keys, clientId: string): Promise<string[]> {
  const open = (row: SecretRow): string => secrets.open('client-secret', row.sealed, row.id)
  return (await secretRows(db, clientId, now())).map(open)
}
