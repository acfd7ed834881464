import { setTimeout as pause } from 'node:timers/promises'
import type { JWK } from 'jose'
import { SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import type { Browser } from './browser.ts'
import { type Finding, judge, notApplicable } from './findings.ts'
import { badTokens, goodToken, type LogoutFacts } from './logout-tokens.ts'
import type { CheckPerson } from './person.ts'
import { callbackAgain, isIn, type Target } from './visit.ts'

export interface SignedInCase {
  readonly target: Target
  readonly person: CheckPerson
  readonly browser: Browser
  /** where logout tokens go; undefined: nowhere */
  readonly receiver: string | undefined
  /** the key that signs now, and the one that will: the app has not met it yet */
  readonly keys: { readonly current: JWK; readonly next: JWK | undefined }
}

/** The receiver of logout tokens: each wrong one is refused with 400 and ends nothing; the good one ends the session. */
export async function checkLogout(idp: Idp, it: SignedInCase): Promise<Finding[]> {
  const { receiver, keys } = it
  if (receiver === undefined) {
    return [
      notApplicable(
        'back-channel logout',
        'no backchannel_logout_uri is registered: sign-outs elsewhere do not reach the app',
      ),
    ]
  }
  const facts = await factsOf(idp, it, keys.current)
  const findings: Finding[] = []
  for (const [name, token] of await badTokens(facts)) {
    const status = await deliver(receiver, token)
    const alive = await isIn(idp, it.browser, { page: it.target.page, person: it.person })
    const said = alive ? `it answers ${status} in place of 400` : 'it ends the session'
    findings.push(judge(`logout token ${name}`, status === 400 && alive, 'refused', said))
    if (!alive) await it.browser.open(await callbackAgain(it.browser, it.target))
  }
  return [...findings, ...(await checkGoodTokens(idp, it, facts))]
}

async function checkGoodTokens(idp: Idp, it: SignedInCase, facts: LogoutFacts): Promise<Finding[]> {
  const { browser, target, person, receiver = '', keys } = it
  const token = await goodToken(facts)
  const first = await deliver(receiver, token)
  const ended = !(await isIn(idp, browser, { page: target.page, person }))
  await browser.open(await callbackAgain(browser, target))
  await deliver(receiver, token)
  const unharmed = await isIn(idp, browser, { page: target.page, person })
  return [
    judge(
      'good logout token',
      (first === 200 || first === 204) && ended,
      'the session ended',
      ended ? `it answers ${first} in place of 200 or 204` : 'the session goes on',
    ),
    judge(
      'logout token replayed',
      unharmed,
      'it ended nothing',
      'it ends a session that began after it: remember each jti until its exp',
    ),
    await checkRollover(idp, it, keys.next),
  ]
}

const COOL_DOWN = 61 * SECOND

/** Signed by a key that the app has not met: it must look at our JWKS again. */
async function checkRollover(idp: Idp, it: SignedInCase, next: JWK | undefined): Promise<Finding> {
  const name = 'key rollover'
  if (!next) return notApplicable(name, 'no next signing key is published now: try again after "keys rotate"')
  const tell = async () => deliver(it.receiver ?? '', await goodToken(await factsOf(idp, it, next)))
  const isOver = async () => !(await isIn(idp, it.browser, { page: it.target.page, person: it.person }))
  let [status, ended] = [await tell(), await isOver()]
  if (!ended) {
    await pause(COOL_DOWN) // it may have looked a moment ago, and looks once a minute
    ;[status, ended] = [await tell(), await isOver()]
  }
  return judge(
    name,
    ended,
    'a new key is fetched when it is met',
    `it answers ${status}: fetch the JWKS again when a kid is unknown`,
  )
}

async function factsOf(idp: Idp, { target, person }: SignedInCase, key: JWK): Promise<LogoutFacts> {
  const session = await idp.engine.inspection.appSession({ accountId: person.id, clientId: target.clientId })
  if (!session) throw new Error('the app has no session here to end')
  return { issuer: idp.config.url, clientId: target.clientId, key, now: idp.now(), ...session }
}

async function deliver(receiver: string, token: string): Promise<number> {
  const body = new URLSearchParams({ logout_token: token })
  const answer = await fetch(receiver, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(5000) })
  await answer.body?.cancel()
  return answer.status
}

/** Five tabs at once, when the access token is over: one of them refreshes, and the family lives on. */
export async function checkRefreshRace(idp: Idp, { target, person, browser }: SignedInCase): Promise<Finding> {
  const name = 'refresh race'
  const { inspection } = idp.engine
  const held = { accountId: person.id, clientId: target.clientId }
  if ((await inspection.refreshTokens(held)) === 0) return notApplicable(name, 'the app holds no refresh token')
  await inspection.expireAccessTokens(held)
  await Promise.all(
    Array.from({ length: 5 }, () => browser.open(target.page, (next) => next.origin === idp.config.url)),
  )
  const alive = (await inspection.refreshTokens(held)) > 0
  return judge(
    name,
    alive,
    'the family of refresh tokens lives on',
    'it was revoked: refresh once at a time for each session, and keep the new token before using it',
  )
}
