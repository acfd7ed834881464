import Provider, { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import { type Clock, MINUTE, SECOND } from '../../shared/time.ts'
import type { Place } from './browsers.ts'
import type { EngineStore, Found, Key } from './store.ts'

/** A client whose answer got lost may ask once more with the old refresh token, within this time. A device that polls
 *  twice at once loses one answer, not what the other got. */
const REFRESH_GRACE = 10 * SECOND
/** Clocks differ: objects stay a little past their end, and the engine judges `exp` itself. */
const TOLERANCE_SECONDS = MINUTE / SECOND

/** The engine's storage contract (docs: example/my_adapter.js) on our store, but for the models that are kept elsewhere
 *  (`own`). The engine reads, awaits other things, then calls `consume` and ignores what it says: so the claim is made
 *  here, and a loser is refused with an error. */
export function createAdapterFactory(
  store: EngineStore,
  { now, own = {} }: { now: Clock; own?: Readonly<Record<string, Adapter>> },
) {
  return (model: string): Adapter => own[model] ?? new ObjectAdapter(model, store, now)
}

class ObjectAdapter implements Adapter {
  readonly #model: string
  readonly #store: EngineStore
  readonly #now: Clock

  constructor(model: string, store: EngineStore, now: Clock) {
    this.#model = model
    this.#store = store
    this.#now = now
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const expiresAt = expiresIn === undefined ? undefined : this.#now() + (expiresIn + TOLERANCE_SECONDS) * SECOND
    const object = { payload: payload as Record<string, unknown>, expiresAt }
    if (this.#model === 'Session') {
      if (await this.#store.putSession(id, object, { at: this.#now(), place: placeNow() })) return
      throw new errors.SessionNotFound('the session has ended')
    }
    if (this.#model !== 'ReplayDetection') return this.#store.put(this.#model, id, object)
    // RFC 7523 §3 `jti`: two at once must not both find it unused
    if (!(await this.#store.putNew(this.#model, id, object))) {
      throw new errors.InvalidRequest('a one-time value was used twice')
    }
  }

  find = (id: string): Promise<AdapterPayload | undefined> => this.#find({ id })
  findByUid = (uid: string): Promise<AdapterPayload | undefined> => this.#find({ uid })
  findByUserCode = (userCode: string): Promise<AdapterPayload | undefined> => this.#find({ userCode })

  async #find(by: Key): Promise<AdapterPayload | undefined> {
    const found = await this.#store.find(this.#model, by)
    if (!found) return undefined
    const consumed = this.#counts(found) ? { consumed: Math.floor((found.consumedAt ?? 0) / SECOND) } : {}
    return { ...(found.payload as AdapterPayload), ...consumed }
  }

  /** During the grace a rotated refresh token or a redeemed device code looks unused, or the engine would revoke the whole family. */
  #counts({ consumedAt }: Found): boolean {
    if (consumedAt === null) return false
    return !(this.#model === 'RefreshToken' || this.#model === 'DeviceCode') || consumedAt < this.#now() - REFRESH_GRACE
  }

  async consume(id: string): Promise<void> {
    const at = this.#now()
    if (await this.#store.consume(this.#model, id, at)) return
    const mayRetry = this.#model === 'RefreshToken'
    if (mayRetry && (await this.#store.retry(this.#model, id, { at, grace: REFRESH_GRACE }))) return
    throw new errors.InvalidGrant('already consumed')
  }

  /** A session is never removed by its id: writing it under a new one moves it, and its end is engine/logout.ts. */
  destroy = (id: string): Promise<void> =>
    this.#model === 'Session' ? Promise.resolve() : this.#store.remove(this.#model, id)
  revokeByGrantId = (grantId: string): Promise<void> => this.#store.removeGrant(this.#model, grantId)
}

/** Of the request that the engine answers. */
function placeNow(): Place | undefined {
  const ctx = Provider.ctx
  return ctx && { agent: ctx.get('user-agent'), ip: ctx.ip }
}
