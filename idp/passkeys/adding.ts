import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { factorsOf, livePasskeys, lockState, type PasskeyRow } from '../factors/service.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { beginConfirming } from '../security/service.ts'
import { type Bound, CHALLENGE_LIFE, claimChallenge, issueChallenge } from './challenges.ts'
import { addedMail } from './messages.ts'
import { suggestName } from './names.ts'
import { holdHandle, insertRow, MOST } from './store.ts'
import { ALGORITHMS, type NewCredential, partyOf, readAttested, verifyNew } from './webauthn.ts'

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now'>

/** In which session of which browser somebody adds a passkey: what was begun in one ends in the same. */
export interface Place {
  readonly browser: string
  readonly sessionUid: string
}

/** What the browser is to ask of an authenticator: a key that verifies its owner each time, can be found without being
 *  named, and tells nothing of its model that would need a proof (WebAuthn 3 §5.4). */
export const beginAdding = (idp: Needs, account: Account, place: Place): Promise<object> =>
  inTransaction(idp.db, async (tx) => {
    const handle = await holdHandle(tx, account.id, randomToken())
    const known = await livePasskeys(tx, account.id)
    return {
      rp: { id: partyOf(idp.config), name: 'BMW ID' },
      user: { id: handle, name: account.email, displayName: `${account.givenName} ${account.familyName}` },
      challenge: await issueChallenge(tx, idp, boundOf(account, place)),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      timeout: CHALLENGE_LIFE,
      excludeCredentials: known.map(descriptorOf),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
    }
  })

export const descriptorOf = ({ credential_id: id, transports }: PasskeyRow) => ({
  type: 'public-key',
  id,
  transports: transports === '' ? [] : transports.split(','),
})

export type AddOutcome =
  /** `codes`: it is the first of all factors, so there are recovery codes, shown now and never again */
  | { readonly kind: 'added'; readonly id: string; readonly codes: readonly string[] | undefined }
  /** too late, sent before, or begun elsewhere */
  | { readonly kind: 'expired' }
  /** not what was asked for */
  | { readonly kind: 'refused' }
  | { readonly kind: 'full' }
  /** this very credential is there already */
  | { readonly kind: 'known' }

/** Adds what an authenticator has made. With the first factor of all, what a password alone had opened ends elsewhere. */
export const add = (
  idp: Needs,
  { account, place, credential }: { account: Account; place: Place; credential: string },
  visitor: { lang: Lang; origin: Origin; agent: string | undefined },
): Promise<AddOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const attested = readAttested(credential)
    if (!attested) return { kind: 'refused' }
    const bound = boundOf(account, place)
    if (!(await claimChallenge(tx, idp, { challenge: attested.challenge, bound }))) return { kind: 'expired' }
    const made = await verifyNew(idp.config, attested)
    if (!made) return { kind: 'refused' }
    await lockState(tx, account.id)
    const before = await factorsOf(tx, account.id)
    if (before.filter(({ kind }) => kind === 'passkey').length >= MOST) return { kind: 'full' }
    const row = rowOf(account, made, { name: suggestName(visitor.lang, { ...made, ...visitor }), at: idp.now() })
    if (!(await insertRow(tx, row))) return { kind: 'known' }
    await noteAdded(tx, idp, { account, name: row.name, ...visitor })
    const by = { account, sessionUid: place.sessionUid, origin: visitor.origin }
    return { kind: 'added', id: row.id, codes: before.length === 0 ? await beginConfirming(tx, idp, by) : undefined }
  })

async function noteAdded(
  tx: Knex,
  idp: Needs,
  { account, name, agent, origin }: { account: Account; name: string; agent: string | undefined; origin: Origin },
): Promise<void> {
  const { config, now } = idp
  await recordEvent(tx, { action: 'passkey.added', subject: account.id }, { now, origin })
  const links = { forgot: config.url + paths.forgot(), security: config.url + paths.security() }
  const mail = addedMail(account, { name, agent, at: now(), ...links })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: now() + 3 * DAY })
}

const boundOf = (account: Account, { browser, sessionUid }: Place): Bound => ({
  act: 'add',
  browser,
  to: `${account.id} ${sessionUid}`,
})

const rowOf = (account: Account, made: NewCredential, { name, at }: { name: string; at: number }): PasskeyRow => ({
  id: randomUUID(),
  account_id: account.id,
  credential_id: made.credentialId,
  public_key: made.publicKey,
  sign_count: made.signCount,
  transports: made.transports.join(','),
  aaguid: made.aaguid,
  name,
  may_sync: Number(made.maySync),
  is_synced: Number(made.isSynced),
  created_at: at,
  trusted_at: at,
  last_used_at: null,
  removed_at: null,
})
