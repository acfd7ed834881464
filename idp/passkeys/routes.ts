import Router from '@koa/router'
import { z } from 'zod'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { limit } from '../../shared/http/limit.ts'
import { originOf } from '../../shared/http/origin.ts'
import { param, queryValue, see, show } from '../../shared/http/respond.ts'
import { LANGS, type Lang } from '../../shared/i18n.ts'
import { MINUTE } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { factorsOf } from '../factors/service.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { shownPage } from '../security/codes-page.tsx'
import { browserOf, personOf, RECENT, recently, signedIn } from '../sessions/guards.ts'
import { add, beginAdding, CHALLENGE_LIFE, MOST, type Passkey, passkeyOf, remove, rename } from './service.ts'
import { texts } from './texts.ts'
import { addPage, namePage, removePage } from './views.tsx'

export function passkeyRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const changes = [signedIn(idp), recently(idp)]
  // what was begun with a fresh proof may be ended with what was handed out then
  const ends = [signedIn(idp), recently(idp, RECENT + CHALLENGE_LIFE)]

  router.get(paths.newPasskey(), ...changes, (ctx) => showAdd(idp, ctx))

  const pace = limit(idp, { name: 'new passkey', to: 30, within: 10 * MINUTE })
  router.post(paths.newPasskeyOptions(), ...changes, pace, async (ctx) => {
    await readForm(ctx, z.object({}))
    ctx.body = await beginAdding(idp, personOf(ctx).account, placeOf(idp, ctx))
  })

  router.post(paths.newPasskey(), ...ends, async (ctx) => {
    const form = await readForm(ctx, z.object({ credential: z.string().default('') }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const subject = { account: personOf(ctx).account, place: placeOf(idp, ctx), credential: form.value.credential }
    const visitor = { lang: ctx.state.lang, origin: originOf(ctx), agent: ctx.get('user-agent') }
    const outcome = await add(idp, subject, visitor)
    switch (outcome.kind) {
      case 'added':
        return afterAdded(idp, ctx, outcome)
      case 'expired':
      case 'refused':
      case 'known':
        return showAdd(idp, ctx, texts[ctx.state.lang].faults[outcome.kind])
      case 'full':
        return showAdd(idp, ctx, texts[ctx.state.lang].add.full)
      default:
        return unreachable(outcome)
    }
  })

  router.get(paths.passkey(':id'), signedIn(idp), async (ctx) => {
    const passkey = await own(idp, ctx)
    const isNew = queryValue(ctx, 'told') === 'added'
    show(ctx, namePage({ shell: await areaShellOf(idp, ctx), passkey, isNew }))
  })

  router.post(paths.passkey(':id'), signedIn(idp), async (ctx) => {
    const passkey = await own(idp, ctx)
    const form = await readForm(ctx, schema[ctx.state.lang])
    if (form.kind === 'faulty') {
      const shell = await areaShellOf(idp, ctx)
      return show(ctx, namePage({ shell, passkey, isNew: false, typed: form.typed, faults: form.faults }), 422)
    }
    const of = { accountId: personOf(ctx).account.id, id: passkey.id }
    await rename(idp, of, { name: form.value.name, origin: originOf(ctx) })
    see(ctx, paths.security('passkeyRenamed'))
  })

  router.get(paths.removePasskey(':id'), ...changes, async (ctx) => {
    const passkey = await own(idp, ctx)
    const { length } = await factorsOf(idp.db, personOf(ctx).account.id)
    show(ctx, removePage({ shell: await areaShellOf(idp, ctx), passkey, isLast: length === 1 }))
  })

  router.post(paths.removePasskey(':id'), ...changes, async (ctx) => {
    await readForm(ctx, z.object({}))
    await remove(idp, { account: personOf(ctx).account, id: param(ctx, 'id') }, originOf(ctx))
    see(ctx, paths.security('passkeyRemoved')) // also when another tab was faster
  })

  return router
}

/** It is given a name; before, whoever has nothing else gets their recovery codes. */
async function afterAdded(
  idp: Idp,
  ctx: Context,
  { id, codes }: { id: string; codes: readonly string[] | undefined },
): Promise<void> {
  const next = paths.passkey(id, 'added')
  if (!codes) return see(ctx, next)
  show(ctx, shownPage({ shell: await areaShellOf(idp, ctx), codes, next }))
}

async function showAdd(idp: Idp, ctx: Context, fault?: string): Promise<void> {
  const factors = await factorsOf(idp.db, personOf(ctx).account.id)
  const isFull = factors.filter(({ kind }) => kind === 'passkey').length >= MOST
  const page = { shell: await areaShellOf(idp, ctx), isFull, isFirst: factors.length === 0 }
  show(ctx, addPage({ ...page, fault }), fault === undefined ? 200 : 422)
}

/** The passkey of this address, if it is this person’s. */
async function own(idp: Idp, ctx: Context): Promise<Passkey> {
  const passkey = await passkeyOf(idp.db, personOf(ctx).account.id, param(ctx, 'id'))
  if (!passkey) throw new Problem(404, 'notFound')
  return passkey
}

const placeOf = (idp: Idp, ctx: Context) => ({
  browser: browserOf(idp, ctx),
  sessionUid: personOf(ctx).session.uid,
})

const schemaIn = (lang: Lang) =>
  z.object({
    name: z
      .string(texts[lang].name.fault)
      .transform((name) => name.normalize('NFC').trim())
      .refine((name) => Array.from(name).length <= 40 && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(name), texts[lang].name.fault),
  })

const schema = Object.fromEntries(LANGS.map((lang) => [lang, schemaIn(lang)])) as Readonly<
  Record<Lang, ReturnType<typeof schemaIn>>
>
