import Router from '@koa/router'
import { z } from 'zod'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { see, show } from '../../shared/http/respond.ts'
import { type Account, accountById } from '../account/service.ts'
import { clientsOf } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import type { Interaction } from '../engine/service.ts'
import { contact } from '../legal/texts.ts'
import { areaShellOf, shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { questionOf, showExpired } from '../question.ts'
import { personOf, recently, signedIn, typedBefore } from '../sessions/guards.ts'
import { askForDeletion, keepAccount } from './service.ts'
import { texts } from './texts.ts'
import { askedPage, deletePage, ownerPage, questionPage } from './views.tsx'

export function deletionRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const shelled = async (ctx: Context) => ({
    shell: await areaShellOf(idp, ctx),
    portalPrivacy: `${idp.config.portalUrl}/legal/privacy`,
  })

  const goOn = (ctx: Context, onward: string | undefined) =>
    onward === undefined ? showExpired(idp, ctx) : see(ctx, onward)

  router.get('/account/delete', signedIn(idp), recently(idp), async (ctx) => {
    const apps = await clientsOf(idp.db, personOf(ctx).account.id)
    if (apps.length > 0)
      return show(ctx, ownerPage({ ...(await shelled(ctx)), apps, contact: contact(ctx.state.lang) }))
    // a deletion is not confirmed by what somebody ticked before: it only tells them that they have to do so again
    const anew = typedBefore(idp, ctx) !== undefined
    show(ctx, deletePage({ ...(await shelled(ctx)), anew }))
  })

  router.post('/account/delete', signedIn(idp), recently(idp), async (ctx) => {
    const form = await readForm(ctx, z.object({ understood: z.literal('on', texts[ctx.state.lang].form.tick) }))
    if (form.kind === 'faulty') return show(ctx, deletePage({ ...(await shelled(ctx)), faults: form.faults }), 422)
    const outcome = await askForDeletion(idp, personOf(ctx).account.id, { origin: originOf(ctx) })
    switch (outcome.kind) {
      case 'asked':
      case 'unchanged':
        return see(ctx, paths.deletionAsked())
      case 'ownsApps': {
        const { apps } = outcome
        return show(ctx, ownerPage({ ...(await shelled(ctx)), apps, contact: contact(ctx.state.lang) }), 409)
      }
      case 'unknown':
        return see(ctx, paths.home())
      default:
        return unreachable(outcome)
    }
  })

  router.get('/account/delete/asked', (ctx) => {
    show(ctx, askedPage({ shell: shellOf(ctx, idp.assets.urls) }))
  })

  router.get('/interaction/:uid/deletion', async (ctx) => {
    const asked = await askedOf(idp, ctx)
    if (!asked) return showExpired(idp, ctx)
    const { account, interaction } = asked
    const { deleteAt } = account
    if (deleteAt === undefined) return goOn(ctx, await idp.engine.keep(ctx)) // kept in another tab
    show(ctx, questionPage({ shell: shellOf(ctx, idp.assets.urls), ...interaction, account, deleteAt }))
  })

  router.post('/interaction/:uid/deletion', async (ctx) => {
    const asked = await askedOf(idp, ctx)
    if (!asked) return showExpired(idp, ctx)
    const form = await readForm(ctx, z.object({ answer: z.enum(['keep', 'leave']) }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    return goOn(ctx, await answer(idp, ctx, { account: asked.account, said: form.value.answer }))
  })

  return router
}

/** The question, and whom it asks: who was signed in then must be signed in here now. */
async function askedOf(idp: Idp, ctx: Context): Promise<{ interaction: Interaction; account: Account } | undefined> {
  const interaction = await questionOf(idp, ctx, ['deletion'])
  const session = interaction && (await idp.engine.session(ctx))
  const account = session && (await accountById(idp.db, session.accountId))
  if (!account || account.blocked || account.id !== interaction.accountId) return undefined
  return { interaction, account }
}

async function answer(
  idp: Idp,
  ctx: Context,
  { account, said }: { account: Account; said: 'keep' | 'leave' },
): Promise<string | undefined> {
  if (said === 'leave') return idp.engine.refuse(ctx)
  await keepAccount(idp, account.id, { origin: originOf(ctx) })
  return idp.engine.keep(ctx)
}
