import Router from '@koa/router'
import { z } from 'zod'
import { Problem } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { see, show } from '../../shared/http/respond.ts'
import { type Account, accountById } from '../account/service.ts'
import { appFacts } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import type { Interaction, Permission } from '../engine/service.ts'
import { shellOf } from '../page.ts'
import { questionOf, showExpired } from '../question.ts'
import { giveConsent, readAsk, refuseConsent, tell } from './service.ts'
import { consentPage } from './views.tsx'

export function consentRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get('/interaction/:uid/consent', async (ctx) => {
    const asked = await askedOf(idp, ctx)
    if (!asked) return showExpired(idp, ctx)
    const { interaction, account } = asked
    const app = await appFacts(idp.db, interaction.app.id)
    if (!app) return showExpired(idp, ctx)
    const ask = await readAsk(idp, { accountId: account.id, clientId: app.id }, interaction.wanted)
    const words = (permission: Permission) => tell(idp.db, seen(permission, app), { account, lang: ctx.state.lang })
    const { uid, redirectOrigin: destination } = interaction
    const [fresh, known] = await Promise.all([words(ask.fresh), words(ask.known)])
    show(ctx, consentPage({ shell: shellOf(ctx, idp.assets.urls), uid, app, destination, account, fresh, known }))
  })

  router.post('/interaction/:uid/consent', async (ctx) => {
    const asked = await askedOf(idp, ctx)
    if (!asked) return showExpired(idp, ctx)
    const form = await readForm(ctx, z.object({ answer: z.enum(['allow', 'refuse', 'another']) }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const onward = await answer(idp, ctx, { ...asked, answer: form.value.answer })
    return onward === undefined ? showExpired(idp, ctx) : see(ctx, onward)
  })

  return router
}

type Asked = { readonly interaction: Interaction; readonly account: Account }

/** The question, and whom it asks: who was signed in then must be signed in here now. */
async function askedOf(idp: Idp, ctx: Context): Promise<Asked | undefined> {
  const interaction = await questionOf(idp, ctx, ['consent'])
  const session = interaction && (await idp.engine.session(ctx))
  const account = session && (await accountById(idp.db, session.accountId))
  if (!account || account.blocked || account.id !== interaction.accountId) return undefined
  return { interaction, account }
}

async function answer(
  idp: Idp,
  ctx: Context,
  { interaction, account, answer: said }: Asked & { readonly answer: 'allow' | 'refuse' | 'another' },
): Promise<string | undefined> {
  const whose = { accountId: account.id, clientId: interaction.app.id }
  if (said === 'another') return idp.engine.askAnother(ctx)
  if (said === 'refuse') {
    await refuseConsent(idp, whose, originOf(ctx))
    return idp.engine.refuse(ctx)
  }
  await giveConsent(idp, { ...whose, wanted: interaction.wanted }, originOf(ctx))
  return idp.engine.agree(ctx)
}

/** That one has a BMW ID is no news to an app of ours. */
const seen = (permission: Permission, { firstParty }: { firstParty: boolean }): Permission =>
  firstParty ? { ...permission, scopes: permission.scopes.filter((scope) => scope !== 'openid') } : permission
