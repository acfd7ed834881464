import Router from '@koa/router'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Guard, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { hideReferrer, queryValue, see, show } from '../../shared/http/respond.ts'
import { steady } from '../../shared/http/steady.ts'
import { formatWait, type Lang } from '../../shared/i18n.ts'
import { HOUR } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { emailField } from '../fields.ts'
import { SILENCE_MS } from '../mail-budget.ts'
import { areaShellOf, shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, recently, signedIn, typedBefore } from '../sessions/guards.ts'
import { askForAddress, canCancel, cancelAsOwner, cancelByLink, confirmAddress, readProof } from './service.ts'
import { texts } from './texts.ts'
import { askPage, cancelledPage, cancelPage, confirmPage, uselessPage } from './views.tsx'

const PROOF = 'address'
const CANCEL = 'address-cancel'

export function addressRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  askRoutes(idp, router)
  confirmRoutes(idp, router)
  cancelRoutes(idp, router)
  return router
}

function askRoutes(idp: Idp, router: Router<State>): void {
  router.get(paths.changeAddress(), signedIn(idp), recently(idp), async (ctx) => {
    const before = typedBefore(idp, ctx)
    show(ctx, askPage({ ...(await common(idp, ctx)), typed: before ?? {}, kept: before !== undefined }))
  })

  router.post(paths.changeAddress(), signedIn(idp), recently(idp), steady(SILENCE_MS), async (ctx) => {
    const form = await readForm(ctx, schema[ctx.state.lang])
    const { typed } = form
    const page = { ...(await common(idp, ctx)), typed, kept: false }
    if (form.kind === 'faulty') return show(ctx, askPage({ ...page, faults: form.faults }), 422)

    const { account, session } = personOf(ctx)
    const wish = { email: form.value.email, mailboxLost: form.value.lost, strong: session.acr === 'aal2' }
    const outcome = await askForAddress(idp, { account, wish }, { origin: originOf(ctx) })
    const t = texts[ctx.state.lang].ask
    switch (outcome.kind) {
      case 'asked':
        return see(ctx, paths.profile('asked'))
      case 'own':
        return show(ctx, askPage({ ...page, faults: { email: t.own } }), 422)
      case 'throttled': {
        const wait = outcome.until - idp.now()
        ctx.set('retry-after', String(Math.ceil(wait / 1000)))
        return show(ctx, askPage({ ...page, faults: { form: t.throttled(formatWait(ctx.state.lang, wait)) } }), 429)
      }
      default:
        return unreachable(outcome)
    }
  })

  // no proof of who it is anew: keeping the address can only make an account safer
  router.post(paths.dropAddress(), signedIn(idp), async (ctx) => {
    await readForm(ctx, z.object({}))
    await cancelAsOwner(idp, personOf(ctx).account.id, { origin: originOf(ctx) })
    see(ctx, paths.profile('kept'))
  })
}

/** The link proves the mailbox, and being signed in whose account it is: a stranger to whom it was mailed by a typo can
 *  do nothing with it and learns nobody's name, and nobody is made to take over an address by a link they click. */
function confirmRoutes(idp: Idp, router: Router<State>): void {
  router.get(paths.confirmAddress(), keepToken(idp, PROOF), onlyLive(idp), signedIn(idp), async (ctx) => {
    const proof = await readProof(idp, idp.jar.read(ctx, PROOF) ?? '')
    if (!proof) return show(ctx, uselessPage({ ...shelled(idp, ctx), why: 'spent' }), 410)
    const { account } = personOf(ctx)
    if (proof.accountId !== account.id) return show(ctx, uselessPage({ ...shelled(idp, ctx), why: 'other' }), 403)
    show(ctx, confirmPage({ shell: await areaShellOf(idp, ctx), email: proof.email }))
  })

  router.post(paths.confirmAddress(), signedIn(idp), async (ctx) => {
    await readForm(ctx, z.object({}))
    const token = idp.jar.read(ctx, PROOF) ?? ''
    const { account, session } = personOf(ctx)
    const device = idp.jar.read(ctx, 'device')
    const proof = { token, account, session: session.uid, device }
    const outcome = await confirmAddress(idp, proof, { origin: originOf(ctx) })
    switch (outcome.kind) {
      case 'changed':
      case 'waits':
        idp.jar.clear(ctx, PROOF)
        return see(ctx, paths.profile(outcome.kind))
      case 'taken':
        return show(ctx, uselessPage({ ...shelled(idp, ctx), why: 'taken' }), 409)
      case 'spent':
        return show(ctx, uselessPage({ ...shelled(idp, ctx), why: 'spent' }), 410)
      default:
        return unreachable(outcome)
    }
  })
}

function cancelRoutes(idp: Idp, router: Router<State>): void {
  router.get(paths.cancelAddress(), keepToken(idp, CANCEL), async (ctx) => {
    const live = await canCancel(idp, idp.jar.read(ctx, CANCEL) ?? '')
    if (!live) return show(ctx, uselessPage({ ...shelled(idp, ctx), why: 'spent' }), 410)
    show(ctx, cancelPage(shelled(idp, ctx)))
  })

  router.post(paths.cancelAddress(), async (ctx) => {
    await readForm(ctx, z.object({}))
    const cancelled = await cancelByLink(idp, idp.jar.read(ctx, CANCEL) ?? '', { origin: originOf(ctx) })
    if (!cancelled) return show(ctx, uselessPage({ ...shelled(idp, ctx), why: 'spent' }), 410)
    idp.jar.clear(ctx, CANCEL)
    see(ctx, paths.addressCancelled())
  })

  router.get(paths.addressCancelled(), (ctx) => show(ctx, cancelledPage(shelled(idp, ctx))))
}

/** Out of the address bar, as with every token of a mail (security requirement R26). */
const keepToken =
  (idp: Idp, cookie: string): Guard =>
  async (ctx, next) => {
    hideReferrer(ctx)
    const token = queryValue(ctx, 'token')
    if (token === undefined) return next()
    if (/^[\w-]{43}$/.test(token)) idp.jar.write(ctx, cookie, token, { maxAge: HOUR })
    else idp.jar.clear(ctx, cookie)
    return see(ctx, ctx.path)
  }

/** Nobody signs in for a link that is dead. */
const onlyLive =
  (idp: Idp): Guard =>
  async (ctx, next) => {
    if (await readProof(idp, idp.jar.read(ctx, PROOF) ?? '')) return next()
    return show(ctx, uselessPage({ ...shelled(idp, ctx), why: 'spent' }), 410)
  }

const shelled = (idp: Idp, ctx: Context) => ({ shell: shellOf(ctx, idp.assets.urls) })

const common = async (idp: Idp, ctx: Context) => ({
  shell: await areaShellOf(idp, ctx),
  email: personOf(ctx).account.email,
})

const schemaIn = (lang: Lang) =>
  z.object({
    email: emailField(texts[lang].ask.emailFault),
    lost: z
      .literal('on')
      .optional()
      .transform((value) => value === 'on'),
  })
const schema: Readonly<Record<Lang, ReturnType<typeof schemaIn>>> = { fr: schemaIn('fr'), en: schemaIn('en') }
