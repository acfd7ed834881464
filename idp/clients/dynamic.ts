import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import type { Engine } from '../engine/service.ts'
import { type Fault, fault } from './faults.ts'
import { asText, asTexts } from './members.ts'
import { type House, type Unknown, withClient } from './one.ts'
import { ownFaults, renamingFaults } from './rules.ts'
import { keepSecretOf } from './secrets.ts'
import { hasSecret, type Metadata, metadataOf, NAMES, settingsOf, settle } from './settings.ts'
import { dropSecrets, putClient } from './store.ts'
import { useToken } from './token-store.ts'

// Apps that register and change themselves (RFC 7591, RFC 7592). They are always somebody else's.

type Needs = Pick<Idp, 'db' | 'secrets' | 'now'>

export interface Submission {
  readonly id: string
  /** as the engine would keep it, with the secret that it has made */
  readonly metadata: Metadata
  readonly origin: Origin
}

export type Answer =
  | { readonly kind: 'fine'; readonly metadata: Metadata }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }

/** What of a request may be registered: what our settings can say, in our own order, and what else the engine knows. Whose
 *  it is, and that it is ours, cannot be said. */
export function readRegistration({ config }: Pick<Idp, 'config'>, asked: Metadata): Answer {
  const scope = asked['scope'] ?? 'openid profile email'
  const isService = settingsOf(asked).kind === 'service'
  // the defaults are those of RFC 7591 §2 and OpenID Connect Dynamic Client Registration 1.0 §2, not those of our pages
  const completed = {
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256',
    ...asked,
    scope: isService ? asked['scope'] : scope,
    first_party: undefined,
  }
  const name = asText(asked['client_name']) ?? ''
  const settings = settle({ ...settingsOf(completed), name })
  const given = metadataOf('', settings)
  const faults = [...ownFaults(settings, config), ...grantFaults(asked, given), ...profileFaults(asked, given)]
  if (faults.length > 0) return { kind: 'faulty', faults }
  return { kind: 'fine', metadata: metadataOf(String(asked['client_id']), settings) }
}

/** What would be left out without a word is refused instead. */
function grantFaults(asked: Metadata, given: Metadata): Fault[] {
  return (['grant_types', 'response_types'] as const).flatMap((name) => {
    const allowed = asTexts(given[name])
    const isAllowed = asTexts(asked[name]).every((one) => allowed.includes(one))
    return isAllowed ? [] : [fault('kind', (t) => t.grants(allowed.join(', ')))]
  })
}

const profileFaults = (asked: Metadata, given: Metadata): Fault[] =>
  asked['profile'] === given['profile'] ? [] : [fault('fapi', (t) => t.profile)]

/** The faults as one sentence for a program; the first word is the metadata at fault. */
export const sayInMetadata = (faults: readonly Fault[]): string =>
  faults.map(({ field, say }) => `${NAMES[field]}: ${say.en}`).join(' ')

/** Registers an app with a token, which is used up by it. */
export const registerByToken = (
  idp: Needs,
  { id, metadata, origin }: Submission,
  token: string,
): Promise<{ readonly kind: 'registered' | 'spent' }> =>
  inTransaction(idp.db, async (tx) => {
    const at = idp.now()
    const registeredWith = await useToken(tx, hashToken(token), at)
    if (registeredWith === undefined) return { kind: 'spent' }
    const { client_secret: secret, client_secret_expires_at: _never, ...open } = metadata
    await putClient(tx, { id, metadata: JSON.stringify(open), registeredWith, at })
    if (typeof secret === 'string') await keepSecretOf(tx, idp, { id, secret })
    const details = { kind: settingsOf(open).kind, token: registeredWith }
    await recordEvent(
      tx,
      { action: 'app.registered', subject: id, actor: 'registration', details },
      { now: idp.now, origin },
    )
    return { kind: 'registered' }
  })

export type ChangeByMaker =
  | { readonly kind: 'changed' }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  /** somebody else has made a change with that token */
  | { readonly kind: 'spent' }
  | Unknown
  | House

/** Changes an app as its maker says, who has shown the token of its registration; `takeToken`: false, it is used up.
 *  Its secrets change elsewhere. */
export const changeByMaker = (
  idp: Needs & { readonly engine: Pick<Engine, 'renames'> },
  { id, metadata, origin }: Submission,
  takeToken: (tx: Knex) => Promise<boolean>,
): Promise<ChangeByMaker> =>
  withClient<ChangeByMaker>(idp, id, { kind: 'registration', origin }, async (tx, held) => {
    const { client_secret: _known, client_secret_expires_at: _never, ...open } = metadata
    if (settingsOf(open).kind !== settingsOf(held.metadata).kind) {
      return { kind: 'faulty', faults: [fault('kind', (t) => t.kindKept)] }
    }
    const by = { kind: 'registration', origin } as const
    const faults = await renamingFaults(tx, idp, { before: held.metadata, after: open, by })
    if (faults.length > 0) return { kind: 'faulty', faults }
    const needsSecret = hasSecret(open[NAMES.authentication])
    if (needsSecret && !hasSecret(held.metadata[NAMES.authentication])) {
      return { kind: 'faulty', faults: [fault('authentication', (t) => t.secretLater)] }
    }
    if (!(await takeToken(tx))) return { kind: 'spent' }
    await putClient(tx, { id, metadata: JSON.stringify(open), at: idp.now() })
    if (!needsSecret) await dropSecrets(tx, id)
    await recordEvent(tx, { action: 'app.changed', subject: id, actor: 'registration' }, { now: idp.now, origin })
    return { kind: 'changed' }
  })
