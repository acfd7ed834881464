import { createHmac, randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'
import type { Lang } from '../../shared/i18n.ts'
import { DAY } from '../../shared/time.ts'
import { type Account, accountByEmail, emailKey, isReserved } from '../account/service.ts'
import { appOrPortal } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { accountExistsMail, activationMail, reservedMail } from './messages.ts'
import type { SignupForm } from './service.ts'
import { type Pending, type Revision, revisePending } from './store.ts'

const LINK_LIFE = DAY

type Needs = Pick<Idp, 'config' | 'secrets' | 'now'>

/** A bearer value that is made again from its row whenever it is needed and lies nowhere. `storedHash` finds the one
 *  that was given out before the secrets were rotated. */
function derive(secrets: Secrets, { purpose, from }: { purpose: string; from: string }, storedHash?: string): string {
  const all = secrets.keys(purpose).map((key) => createHmac('sha256', key).update(from).digest('base64url'))
  return all.find((value) => hashToken(value) === storedHash) ?? all[0] ?? ''
}

const activationToken = (secrets: Secrets, { id, round }: { id: string; round: number }, storedHash?: string) =>
  derive(secrets, { purpose: 'activation', from: `${id}.${round}` }, storedHash)

/** What the browser that signed up keeps, beside the signup's id. The same form sent again gets the same. */
const browserSecret = (secrets: Secrets, id: string, storedHash?: string): string =>
  derive(secrets, { purpose: 'signup-browser', from: id }, storedHash)

export const cookieOf = (secrets: Secrets, { id, browser_hash }: Pending): string =>
  `${id}.${browserSecret(secrets, id, browser_hash)}`

export function isBrowserOf(pending: Pending, cookie: string | undefined): boolean {
  const [id, secret = ''] = cookie?.split('.') ?? []
  return id === pending.id && hashToken(secret) === pending.browser_hash
}

/** A signup with the first of its links. */
export function newPending(
  { secrets, now }: Needs,
  form: SignupForm,
  { lang, hash }: { lang: Lang; hash: string },
): Pending {
  const id = randomUUID()
  return {
    id,
    form_key: hashToken(form.once),
    browser_hash: hashToken(browserSecret(secrets, id)),
    email: form.email,
    email_key: emailKey(form.email),
    civility: form.civility,
    given_name: form.givenName,
    family_name: form.familyName,
    password_hash: hash,
    lang,
    client_id: form.app ?? null,
    terms_version: form.termsVersion,
    terms_accepted_at: now(),
    token_hash: hashToken(activationToken(secrets, { id, round: 1 })),
    token_round: 1,
    link_expires_at: now() + LINK_LIFE,
    activated_at: null,
    created_at: now(),
  }
}

/** Another address, or a link that has expired: the links of earlier rounds are dead. */
export function nextRound(secrets: Secrets, { id, token_round }: Pending): Revision {
  const round = token_round + 1
  return { token_round: round, token_hash: hashToken(activationToken(secrets, { id, round })) }
}

/** Mails to an address what belongs there: the activation link, or, if it has an account, the way to that. The link
 *  stays the same until it is used or has expired, and lives a day from the newest mail. */
export async function mailSignup(tx: Knex, idp: Needs, { pending, lang }: { pending: Pending; lang: Lang }) {
  const { config, now } = idp
  const account = await accountByEmail(tx, pending.email)
  if (account) return mailExists(tx, idp, { account, app: pending.client_id ?? undefined, lang })
  if (await isReserved(tx, pending.email, { now: now() })) return mailReserved(tx, idp, { to: pending.email, lang })
  const token = await openLink(tx, idp, pending)
  if (token === undefined) return
  const mail = activationMail(lang, { pending, link: `${config.url}${paths.activate(token)}` })
  await postMail(tx, idp, { to: pending.email, mail, giveUpAt: now() + LINK_LIFE })
}

/** To the owner of an account, when somebody wanted to sign up with that address. */
export async function mailExists(
  tx: Knex,
  idp: Needs,
  { account, app, lang }: { account: Account; app: string | undefined; lang: Lang },
): Promise<void> {
  const { startAddress } = await appOrPortal(tx, app)
  const mail = accountExistsMail(lang, { account, start: startAddress, baseUrl: idp.config.url })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: idp.now() + LINK_LIFE })
}

/** To an address that a BMW ID has left a short while ago, when somebody wants one with it. */
export const mailReserved = (tx: Knex, idp: Needs, { to, lang }: { to: string; lang: Lang }): Promise<void> =>
  postMail(tx, idp, { to, mail: reservedMail(lang), giveUpAt: idp.now() + LINK_LIFE })

async function openLink(tx: Knex, { secrets, now }: Needs, pending: Pending): Promise<string | undefined> {
  const { id, token_round: round, token_hash: hash } = pending
  const token = activationToken(secrets, { id, round }, hash)
  const dead = pending.link_expires_at <= now() || hashToken(token) !== hash
  const revision = { link_expires_at: now() + LINK_LIFE, ...(dead ? nextRound(secrets, pending) : {}) }
  const revised = await revisePending(tx, id, revision)
  return revised && (dead ? activationToken(secrets, { id, round: revised.token_round }) : token)
}
