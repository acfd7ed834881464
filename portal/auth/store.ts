import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { takeRows } from '../../shared/database/open.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import type { Attempt } from './relying-party.ts'

/** A way to the provider that this browser began, and where it wanted to go. */
export interface KeptAttempt extends Attempt {
  readonly returnTo: string
}

const OPEN_AT_ONCE = 5
const LIFE = 10 * MINUTE

interface AttemptRow {
  state_hash: string
  browser_hash: string
  sealed: string
  created_at: number
  expires_at: number
}

/** Keeps an attempt for ten minutes; a browser has five at once, in as many tabs. */
export async function keepAttempt(
  { db, secrets }: { db: Knex; secrets: Secrets },
  attempt: KeptAttempt,
  { browser, now }: { browser: string; now: number },
): Promise<void> {
  const state_hash = hashToken(attempt.state)
  const browser_hash = hashToken(browser)
  await db<AttemptRow>('login_attempt').insert({
    state_hash,
    browser_hash,
    sealed: secrets.seal('login-attempt', JSON.stringify(attempt), state_hash),
    created_at: now,
    expires_at: now + LIFE,
  })
  const newest = db<AttemptRow>('login_attempt')
    .where({ browser_hash })
    .orderBy('created_at', 'desc')
    .limit(OPEN_AT_ONCE)
  await db<AttemptRow>('login_attempt')
    .where({ browser_hash })
    .whereNotIn('state_hash', newest.select('state_hash'))
    .delete()
}

/** Takes the attempt with that state, once, and only in the browser that began it. */
export async function takeAttempt(
  { db, secrets }: { db: Knex; secrets: Secrets },
  state: string,
  { browser, now }: { browser: string; now: number },
): Promise<KeptAttempt | undefined> {
  const attempt = db<AttemptRow>('login_attempt')
    .where({ state_hash: hashToken(state), browser_hash: hashToken(browser) })
    .where('expires_at', '>', now)
  const [row] = await takeRows<AttemptRow>(db, attempt)
  return row ? (JSON.parse(secrets.open('login-attempt', row.sealed, row.state_hash)) as KeptAttempt) : undefined
}

/** Forgets what nobody can use any more; an idle session stays a day, so that its owner is told why it ended. */
export async function purgeAuth(db: Knex, now: number): Promise<void> {
  await db('login_attempt').where('expires_at', '<', now).delete()
  await db('used_logout_token').where('expires_at', '<', now).delete()
  await db('session')
    .where('seen_at', '<', now - DAY)
    .delete()
}
