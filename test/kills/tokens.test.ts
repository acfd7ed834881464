import { setTimeout as pause } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { prepared, signIn, type TestApp, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpOf, type Shipped, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { answerOrNone, chance, insist, KILLS, killOnce } from './supervisor.ts'

const CODES = 8

interface Stage extends Shipped {
  /** one for each code: a newer sign-in to an app ends what an older one of the same session gave it */
  readonly apps: readonly TestApp[]
  readonly anna: Visitor
}

/** What one client has lived through with one code. */
interface Life {
  tokenSets: number
  lost: number
}

async function freshCode({ anna }: Stage, app: TestApp) {
  const begun = await app.begin()
  await anna.open(begun.address)
  const parameters = oauth.validateAuthResponse(app.as, app.client, new URL(anna.url), begun.state)
  return { app, verifier: begun.verifier, parameters }
}

/** Redeems a code and refreshes; whatever gets no answer is asked again, as a client that restarts might. */
async function live(world: Stage, { app, verifier, parameters }: Awaited<ReturnType<typeof freshCode>>): Promise<Life> {
  const { as, client, auth, redirectUri } = app
  const life: Life = { tokenSets: 0, lost: 0 }
  const through = world.idps[0]?.address ?? ''
  const ask = async (call: (options: object) => Promise<Response>) => {
    const first = await answerOrNone(through, await prepared(call))
    if (!first) life.lost += 1
    const answer = first ?? (await insist(through, () => prepared(call)))
    if (answer.status !== 200 && answer.status !== 400) throw new Error(`token: ${answer.status} ${answer.body}`)
    return answer.status === 200 ? (JSON.parse(answer.body) as { refresh_token: string }) : undefined
  }
  let tokens = await ask((options) =>
    oauth.authorizationCodeGrantRequest(as, client, auth, parameters, redirectUri, verifier, options),
  )
  if (tokens) life.tokenSets += 1
  for (let n = 0; tokens && n < 3; n += 1) {
    const { refresh_token } = tokens
    tokens = await ask((options) => oauth.refreshTokenGrantRequest(as, client, auth, refresh_token, options))
  }
  return life
}

interface Kept {
  readonly model: string
  readonly grantId?: string
  readonly gty?: string
  readonly consumed: boolean
}

/** The engine's objects as they lie in the database. */
async function keptObjects({ idpDb, idpSecrets }: Shipped): Promise<{ ids: ReadonlySet<string>; objects: Kept[] }> {
  const rows: { id: string; model: string; sealed: string; consumed_at: number | null }[] = await idpDb('engine_object')
  const objects = rows.map(({ id, model, sealed, consumed_at }) => ({
    ...(JSON.parse(idpSecrets.open('engine', sealed, id)) as object),
    model,
    consumed: consumed_at !== null,
  }))
  return { ids: new Set(rows.map(({ id }) => id)), objects }
}

/** Whole, whatever was killed when: a code gave one set of tokens at most, and none of them hangs on nothing. */
async function checkWhole(t: ExecutionContext, world: Stage): Promise<{ live: number }> {
  const { ids, objects } = await keptObjects(world)
  const tokens = objects.filter(({ model }) => model === 'AccessToken' || model === 'RefreshToken')
  for (const { model, grantId = '' } of tokens) {
    t.true(ids.has(hashToken(`Grant:${grantId}`)), `a live ${model} without its grant`)
  }
  const first = tokens.filter(({ gty }) => gty === 'authorization_code')
  const codes = objects.filter(({ model, consumed }) => model === 'AuthorizationCode' && consumed)
  for (const model of ['AccessToken', 'RefreshToken']) {
    for (const { grantId } of codes) {
      const given = first.filter((token) => token.model === model && token.grantId === grantId).length
      t.true(given <= codes.filter((code) => code.grantId === grantId).length, `two of ${model} for one code`)
    }
  }
  return { live: tokens.filter(({ consumed }) => !consumed).length }
}

for (const database of DATABASES) {
  test.serial(
    `a code gives one set of tokens at most, whenever the process is killed, and one can sign in anew, on ${database} [R44][R45]`,
    async (t) => {
      const shop = await shipped(t, { database, idps: 1, portals: 0 })
      await openAccountIn(shop, people.anna)
      const place = idpOf(shop)
      const grants = { grant_types: ['authorization_code', 'refresh_token'] }
      const apps = await Promise.all(Array.from({ length: CODES }, () => testApp(t, place, grants)))
      const [app] = apps
      const [idp] = shop.idps
      if (!app || !idp) return t.fail()
      const anna = await shop.visitor().open((await app.begin()).address)
      await signIn(anna, people.anna)
      const world: Stage = { ...shop, apps, anna }

      const { seed, next } = chance()
      const lives: Life[] = []
      const recoveriesMs: number[] = []
      for (let kill = 0; kill < KILLS; kill += 1) {
        const codes: Awaited<ReturnType<typeof freshCode>>[] = []
        for (const one of apps) codes.push(await freshCode(world, one))
        const living = Promise.all(codes.map(async (code) => pause(next(60)).then(() => live(world, code))))
        recoveriesMs.push(Math.round(await killOnce(idp, next(150))))
        lives.push(...(await living))
        const { parameters, verifier } = await freshCode(world, app)
        const anew = await app.redeem({ parameters, verifier })
        t.is(anew.status, 200, 'a fresh sign-in works')
      }
      const { live: alive } = await checkWhole(t, world)
      t.true(lives.every(({ tokenSets }) => tokenSets <= 1))
      const sum = (what: (life: Life) => number): number => lives.reduce((all, life) => all + what(life), 0)
      t.log({
        seed,
        kills: KILLS,
        codes: lives.length,
        redeemed: sum((l) => l.tokenSets),
        lost: sum((l) => l.lost),
        alive,
        recoveriesMs,
      })
    },
  )
}
