import Provider, { errors } from 'oidc-provider'
import { inTransaction } from '../../shared/database/open.ts'
import type { Context } from '../../shared/http/context.ts'
import { SECOND } from '../../shared/time.ts'
import { stillHolds } from '../account/service.ts'
import type { Idp } from '../context.ts'
import { end } from './ending.ts'
import { mostAge } from './policy.ts'

/** Somebody who is signed in at the provider, in one browser. */
export interface SignedIn {
  readonly accountId: string
  /** of the session, for as long as it lasts; not its cookie */
  readonly uid: string
  /** instant of the last proof of who it is */
  readonly authenticatedAt: number
  /** since then; by the real clock, as the engine lives */
  readonly ageMs: number
  readonly acr: string | undefined
  readonly amr: readonly string[]
}

interface Session {
  readonly accountId?: string
  readonly uid: string
  readonly loginTs?: number
  readonly transient?: boolean
  readonly acr?: string
  readonly amr?: readonly string[]
}

/** Who is signed in in this browser, as the next request of an app would find them; undefined: nobody. */
export async function readSession(provider: Provider, ctx: Context): Promise<SignedIn | undefined> {
  const sessions = provider.Session as unknown as { get(ctx: Context): Promise<Session> }
  const { accountId, uid, loginTs, transient = false, acr, amr = [] } = await sessions.get(ctx)
  if (accountId === undefined || loginTs === undefined) return undefined
  const authenticatedAt = loginTs * SECOND
  const ageMs = Date.now() - authenticatedAt
  if (ageMs > mostAge({ transient })) return undefined
  return { accountId, uid, authenticatedAt, ageMs, acr, amr }
}

/** A session's id changes when somebody signs in with it (session fixation), not at every answer to a question: of tabs
 *  that come back at the same moment all but the first would find it gone. */
export function keepIds(provider: Provider): void {
  const sessions = provider.Session.prototype as unknown as {
    loginAccount(details: unknown): void
    resetIdentifier(): void
  }
  const { loginAccount, resetIdentifier } = sessions
  const signedIn = new WeakSet<object>()
  sessions.loginAccount = function (details) {
    signedIn.add(this)
    loginAccount.call(this, details)
  }
  sessions.resetIdentifier = function () {
    if (signedIn.has(this)) resetIdentifier.call(this)
  }
}

/** A sign-in that was overtaken by a new password, or a block, is none. The session is written first and the account looked
 *  at after: whoever changes it finds the session and ends it, or is seen here. */
export function holdSignIns(provider: Provider, { db, secrets, now }: Parts): void {
  const sessions = provider.Session.prototype as unknown as Session & { save(ttl: number): Promise<string> }
  const { save } = sessions
  sessions.save = async function (ttl) {
    const id = await save.call(this, ttl)
    const login = (Provider.ctx?.oidc.result as { login?: Answered } | undefined)?.login
    if (!login || (await stillHolds(db, { ...login, id: login.accountId }))) return id
    const { uid: sessionUid } = this
    await inTransaction(db, (tx) => end(tx, { sessionUid }, { secrets, keepsOffline: false, now: now() }))
    throw new errors.SessionNotFound('the sign-in was overtaken')
  }
}

type Parts = Pick<Idp, 'db' | 'secrets' | 'now'>

/** What interactions.ts answers. */
interface Answered {
  readonly accountId: string
  readonly passwordChangedAt: number
}

/** What was given in a session ends with it. The engine would also end it with the next grant that the same app gets in that
 *  session, and so void the code of one tab when another asks for something else. */
export function bindToSession(provider: Provider): void {
  const { AuthorizationCode, AccessToken, RefreshToken } = provider
  for (const model of [AuthorizationCode, AccessToken, RefreshToken] as unknown as Bound[]) {
    const { find } = model
    model.find = async function (value, options) {
      const given = await find.call(this, value, { ...options, ignoreSessionBinding: true })
      if (!given?.expiresWithSession) return given
      const session = await provider.Session.findByUid(given.sessionUid ?? '')
      return session?.accountId === given.accountId ? given : undefined
    }
  }
}

interface Bound {
  find(value: string, options?: object): Promise<Given | undefined>
}

interface Given {
  readonly accountId: string
  readonly expiresWithSession?: boolean
  readonly sessionUid?: string
}
