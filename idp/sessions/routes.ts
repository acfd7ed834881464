import Router from '@koa/router'
import { z } from 'zod'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { Problem } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import type { Idp } from '../context.ts'
import { keyOfSession } from '../engine/service.ts'
import { devicesOf } from '../login/service.ts'
import { areaShellOf, shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { browserOf, personOf, signedIn } from './guards.ts'
import { sessionsPage, toldOf } from './list-page.tsx'
import {
  endOtherSessions,
  endSession,
  forgetKnownDevice,
  listSessions,
  returnOf,
  signOutEverywhere,
} from './service.ts'
import { everywherePage, signedOutEverywherePage } from './views.tsx'

export function sessionRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  // whoever did not sign in, or began in another browser, comes to the start: the page behind would ask again, for ever
  router.get(paths.ownCallback(), (ctx) => {
    const to = returnOf(idp, queryValue(ctx, 'state') ?? '', browserOf(idp, ctx))
    see(ctx, to !== undefined && ctx.query['error'] === undefined ? to : paths.home())
  })

  router.get(paths.sessions(), signedIn(idp), async (ctx) => {
    const person = personOf(ctx)
    const [shell, sessions, devices] = await Promise.all([
      areaShellOf(idp, ctx),
      listSessions(idp, person),
      devicesOf(idp.db, person.account.id),
    ])
    const device = hashToken(idp.jar.read(ctx, 'device') ?? '')
    show(ctx, sessionsPage({ shell, sessions, devices, device, told: toldOf(queryValue(ctx, 'told')) }))
  })

  // no proof of who it is anew for these: to end something can only make an account safer
  router.post(paths.endSession(), signedIn(idp), async (ctx) => {
    const { account, session } = personOf(ctx)
    const key = await keyIn(ctx)
    await endSession(idp, { accountId: account.id, key }, { origin: originOf(ctx) })
    see(ctx, key === keyOfSession(session) ? paths.home() : paths.sessions('ended'))
  })

  router.post(paths.endOtherSessions(), signedIn(idp), async (ctx) => {
    const { account, session } = personOf(ctx)
    await readForm(ctx, z.object({}))
    await endOtherSessions(idp, { accountId: account.id, uid: session.uid }, originOf(ctx))
    see(ctx, paths.sessions('others'))
  })

  router.post(paths.forgetDevice(), signedIn(idp), async (ctx) => {
    const accountId = personOf(ctx).account.id
    await forgetKnownDevice(idp, { accountId, key: await keyIn(ctx) }, originOf(ctx))
    see(ctx, paths.sessions('forgotten'))
  })

  router.get(paths.signOutEverywhere(), signedIn(idp), (ctx) => {
    show(ctx, everywherePage({ shell: shellOf(ctx, idp.assets.urls) }))
  })

  router.post(paths.signOutEverywhere(), signedIn(idp), async (ctx) => {
    await signOutEverywhere(idp, personOf(ctx).account.id, originOf(ctx))
    see(ctx, paths.signedOutEverywhere())
  })

  router.get(paths.signedOutEverywhere(), (ctx) => {
    show(ctx, signedOutEverywherePage({ shell: shellOf(ctx, idp.assets.urls) }))
  })

  return router
}

/** The name that a row of the page has. */
async function keyIn(ctx: Context): Promise<string> {
  const form = await readForm(ctx, z.object({ key: z.string().max(100) }))
  if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
  return form.value.key
}
