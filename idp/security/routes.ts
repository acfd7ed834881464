import Router from '@koa/router'
import { z } from 'zod'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { type Faults, readForm, type Typed } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { param, queryValue, see, show } from '../../shared/http/respond.ts'
import { LANGS, type Lang } from '../../shared/i18n.ts'
import { findApp } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { codesOf, type Factor, factorsOf, resetDueAt } from '../factors/service.ts'
import { areaShellOf } from '../page.ts'
import { keepersOf, MOST as MOST_PASSKEYS, passkeysOf } from '../passkeys/service.ts'
import { paths } from '../paths.ts'
import { personOf, recently, signedIn, typedBefore } from '../sessions/guards.ts'
import { shownPage } from './codes-page.tsx'
import { codesRoutes } from './codes-routes.ts'
import { enrolPage } from './enrol-page.tsx'
import { type AddOutcome, addAuthenticator, type By, MOST_APPS, readEnrolment, removeAuthenticator } from './service.ts'
import { type Told, texts } from './texts.ts'
import { type HomeProps, removalPage, securityPage } from './views.tsx'

export function securityRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get(paths.security(), signedIn(idp), async (ctx) => {
    const { account } = personOf(ctx)
    const [factors, passkeys, keepers, codes, dueAt, shell] = await Promise.all([
      factorsOf(idp.db, account.id),
      passkeysOf(idp.db, account.id),
      keepersOf(idp, account.id),
      codesOf(idp.db, account.id),
      resetDueAt(idp.db, account.id),
      areaShellOf(idp, ctx),
    ])
    const waiting = await waitingOf(idp, ctx, factors)
    const mayAdd = appsAmong(factors).length < MOST_APPS
    const mayAddPasskey = passkeys.length < MOST_PASSKEYS
    const of = { factors, passkeys, keepers, mayAddPasskey, codes, resetDueAt: dueAt }
    show(ctx, securityPage({ shell, ...of, told: toldOf(ctx), mayAdd, waiting }))
  })

  enrolRoutes(idp, router)
  removalRoutes(idp, router)
  codesRoutes(idp, router)
  return router
}

function enrolRoutes(idp: Idp, router: Router<State>): void {
  router.get(paths.newAuthenticator(), signedIn(idp), recently(idp), async (ctx) => {
    const typed = typedBefore(idp, ctx)
    await showEnrolment(idp, ctx, { typed, isProven: typed !== undefined })
  })

  router.post(paths.newAuthenticator(), signedIn(idp), recently(idp), async (ctx) => {
    const form = await readForm(ctx, schema[ctx.state.lang])
    const { typed } = form
    if (form.kind === 'faulty') return showEnrolment(idp, ctx, { typed, faults: form.faults })
    return answerAdded(idp, ctx, { typed, outcome: await addAuthenticator(idp, form.value, byOf(ctx)) })
  })
}

async function answerAdded(
  idp: Idp,
  ctx: Context,
  { typed, outcome }: { typed: Typed; outcome: AddOutcome },
): Promise<void> {
  const { faults: t } = texts[ctx.state.lang].enrol
  switch (outcome.kind) {
    case 'added':
      if (!outcome.codes) return see(ctx, paths.security('added'))
      return show(ctx, shownPage({ shell: await areaShellOf(idp, ctx), codes: outcome.codes }))
    case 'wrong':
    case 'used':
      return showEnrolment(idp, ctx, { typed, faults: { code: t[outcome.kind] } })
    case 'expired':
      return showEnrolment(idp, ctx, { typed, faults: { form: t.expired } })
    case 'full':
      return see(ctx, paths.security('full'))
    default:
      return unreachable(outcome)
  }
}

async function showEnrolment(
  idp: Idp,
  ctx: Context,
  filled: { typed: Typed | undefined; faults?: Faults; isProven?: boolean },
): Promise<void> {
  const { account } = personOf(ctx)
  const enrolment = await readEnrolment(idp, account)
  if (enrolment.kind === 'full') return see(ctx, paths.security('full'))
  const isFirst = (await factorsOf(idp.db, account.id)).length === 0
  const { kind: _, ...secret } = enrolment
  show(ctx, enrolPage({ shell: await areaShellOf(idp, ctx), ...secret, ...filled, isFirst }), filled.faults ? 422 : 200)
}

function removalRoutes(idp: Idp, router: Router<State>): void {
  router.get(paths.removeAuthenticator(':id'), signedIn(idp), recently(idp), async (ctx) => {
    const factors = await factorsOf(idp.db, personOf(ctx).account.id)
    const app = appsAmong(factors).find(({ id }) => id === param(ctx, 'id'))
    if (!app) throw new Problem(404, 'notFound')
    show(ctx, removalPage({ shell: await areaShellOf(idp, ctx), app, isLast: factors.length === 1 }))
  })

  router.post(paths.removeAuthenticator(':id'), signedIn(idp), recently(idp), async (ctx) => {
    if (!(await removeAuthenticator(idp, param(ctx, 'id'), byOf(ctx)))) throw new Problem(404, 'notFound')
    see(ctx, paths.security('removed'))
  })
}

/** The app that sent somebody here for a second factor, once they have one. */
async function waitingOf(idp: Idp, ctx: Context, factors: readonly Factor[]): Promise<HomeProps['waiting']> {
  const [uid, clientId] = (idp.jar.read(ctx, 'strengthen') ?? '').split(' ')
  const app = factors.length > 0 ? await findApp(idp.db, clientId) : undefined
  return app && uid ? { app: app.name, href: paths.strengthen(uid) } : undefined
}

const appsAmong = (factors: readonly Factor[]) => factors.filter(({ kind }) => kind === 'app')

const byOf = (ctx: Context): By => {
  const { account, session } = personOf(ctx)
  return { account, sessionUid: session.uid, origin: originOf(ctx) }
}

function toldOf(ctx: Context): Told | undefined {
  const told = queryValue(ctx, 'told') ?? ''
  return Object.hasOwn(texts.fr.home.told, told) ? (told as Told) : undefined
}

const schemaIn = (lang: Lang) => {
  const { faults } = texts[lang].enrol
  return z.object({
    id: z.string().max(100),
    name: z
      .string(faults.name)
      .trim()
      .min(1, faults.name)
      .max(40, faults.name)
      .regex(/^[^\p{C}]+$/u, faults.name),
    code: z
      .string(faults.code)
      .transform((code) => code.replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, faults.code)),
  })
}

const schema = Object.fromEntries(LANGS.map((lang) => [lang, schemaIn(lang)])) as Readonly<
  Record<Lang, ReturnType<typeof schemaIn>>
>
