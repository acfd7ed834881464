import type { Knex } from 'knex'
import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { Problem } from '../../shared/errors.ts'
import { giveBack, takeAll, takeOne } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import { type Clock, MINUTE, SECOND } from '../../shared/time.ts'

// What the engine leaves to us of the device flow (RFC 8628): guesses, two who decide at once, and polling.

interface Parts {
  readonly db: Knex
  readonly now: Clock
}

export const DEVICE_CODE_LIFE = 10 * MINUTE
/** between two polls; a little less is let pass, because answers travel */
const INTERVAL = 5 * SECOND
const TOLERANCE = SECOND / 2
/** §5.1: against 20⁸ codes; what is typed right does not count */
const GUESSES = { network: { to: 20, within: 10 * MINUTE }, session: { to: 5, within: 10 * MINUTE } } as const
/** A device asks for a code once in a while; many stand behind one network. */
const CODES = { to: 60, within: 10 * MINUTE } as const

/** Too many wrong codes: none is looked at until then. */
export class TooManyGuesses extends errors.OIDCProviderError {
  readonly until: number

  constructor(until: number) {
    super(429, 'access_denied')
    this.expose = true
    this.until = until
  }
}

/** Puts two guards before a user code is looked up: guesses are counted before they are judged, and of many who confirm or
 *  refuse one code one is heard; to the others it looks used. */
export function guardUserCodes(provider: Provider, { db, now }: Parts): void {
  const { DeviceCode } = provider
  const find = DeviceCode.findByUserCode.bind(DeviceCode)
  DeviceCode.findByUserCode = async (userCode, options) => {
    const ctx = Provider.ctx
    const guesses = guessesOf(ctx)
    const take = await takeAll(db, guesses, now())
    if (take.kind === 'spent') throw new TooManyGuesses(take.until)
    const code = await find(userCode, options)
    if (!code) return undefined
    for (const [key] of guesses) await giveBack(db, key)
    if (ctx?.oidc.params?.['confirm'] || ctx?.oidc.params?.['abort']) {
      const once = { to: 1, within: 2 * DEVICE_CODE_LIFE, now: now() }
      const first = await takeOne(db, `device code ${code.jti} is decided`, once)
      if (first.kind === 'spent') code.inFlight = true
    }
    return code
  }
}

/** What a device gets does not end with the browser that let it in, so it begins only while that browser is signed in: a
 *  session that ended while the answer was under way cannot be written any more. The grant is there by now, for an end
 *  that comes after. */
export function approveInSession({ DeviceCode }: Provider): void {
  const codes = DeviceCode.prototype as unknown as ApprovedCode
  const { save } = codes
  codes.save = async function (ttl) {
    const session = Provider.ctx?.oidc.session
    if (session && this.accountId !== undefined && this.error === undefined) await session.persist()
    return save.call(this, ttl)
  }
}

interface ApprovedCode {
  readonly accountId?: string
  readonly error?: string
  save(ttl?: number): Promise<string>
}

const guessesOf = (ctx: KoaContextWithOIDC | undefined) =>
  [
    [`user codes from ${networkOf(ctx?.ip ?? '')}`, GUESSES.network],
    [`user codes in session ${ctx?.oidc.session?.uid ?? ''}`, GUESSES.session],
  ] as const

/** Says how often a device may ask, and tells one that asks more often to slow down (§3.5). */
export function paceDevices({ db, now }: Parts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (ctx.method === 'POST' && ctx.path === '/device/auth') await takeCode({ db, now }, ctx)
    await next()
    const body = ctx.body as Record<string, unknown> | undefined
    if (ctx.oidc?.route === 'device_authorization' && body?.['device_code']) body['interval'] = INTERVAL / SECOND
    if (ctx.oidc?.route !== 'token' || body?.['error'] !== 'authorization_pending') return
    const key = `polls of ${hashToken(String(ctx.oidc.params?.['device_code']))}`
    const poll = await takeOne(db, key, { to: 1, within: INTERVAL - TOLERANCE, now: now() })
    if (poll.kind === 'spent') ctx.body = { error: 'slow_down', error_description: 'ask every 5 seconds at most' }
  }
}

async function takeCode({ db, now }: Parts, ctx: KoaContextWithOIDC): Promise<void> {
  const take = await takeOne(db, `device codes to ${networkOf(ctx.ip)}`, { ...CODES, now: now() })
  if (take.kind === 'taken') return
  throw new Problem(429, 'tooMany', { retryAfterSeconds: Math.ceil((take.until - now()) / SECOND) })
}
