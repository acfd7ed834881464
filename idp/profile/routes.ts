import Router from '@koa/router'
import { z } from 'zod'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import type { Lang } from '../../shared/i18n.ts'
import { isTold, pendingChange } from '../address/service.ts'
import type { Idp } from '../context.ts'
import { personFields } from '../fields.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, signedIn } from '../sessions/guards.ts'
import { texts as signupTexts } from '../signup/texts.ts'
import { changeProfile } from './service.ts'
import { texts } from './texts.ts'
import { profilePage } from './views.tsx'

export function profileRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get(paths.profile(), signedIn(idp), async (ctx) => {
    const { civility, givenName, familyName, lang } = personOf(ctx).account
    show(ctx, profilePage({ ...(await common(idp, ctx)), typed: { civility, givenName, familyName, lang } }))
  })

  // no proof of who it is anew: nobody gets in by a name
  router.post(paths.profile(), signedIn(idp), async (ctx) => {
    const form = await readForm(ctx, schema[ctx.state.lang])
    const { typed } = form
    if (form.kind === 'faulty') {
      return show(ctx, profilePage({ ...(await common(idp, ctx)), typed, faults: form.faults }), 422)
    }
    await changeProfile(idp, { accountId: personOf(ctx).account.id, profile: form.value }, originOf(ctx))
    see(ctx, paths.profile('saved'))
  })

  return router
}

async function common(idp: Idp, ctx: Context) {
  const { account } = personOf(ctx)
  const told = queryValue(ctx, 'told') ?? ''
  return {
    shell: await areaShellOf(idp, ctx),
    email: account.email,
    pending: await pendingChange(idp, account.id),
    told: isTold(told) ? told : undefined,
    saved: told === 'saved' && ctx.method === 'GET',
  }
}

const schemaIn = (lang: Lang) =>
  z.object({ ...personFields(signupTexts[lang].faults), lang: z.enum(['fr', 'en'], texts[lang].langFault) })
const schema: Readonly<Record<Lang, ReturnType<typeof schemaIn>>> = { fr: schemaIn('fr'), en: schemaIn('en') }
