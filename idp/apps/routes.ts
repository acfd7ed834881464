import Router from '@koa/router'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { param, queryValue, see, show } from '../../shared/http/respond.ts'
import {
  AUTHENTICATIONS,
  type Client,
  changeClient,
  clientsOf,
  KINDS,
  logoOf,
  registerClient,
  secretsOf,
} from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { latestFailures } from '../failures/service.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf } from '../sessions/guards.ts'
import { deliveriesOf } from '../sessions/service.ts'
import { appPage, type Told } from './app-page.tsx'
import { faultsIn, readApp, typedOf } from './form.ts'
import { appFormPage, choosePage } from './form-page.tsx'
import { byOf, guardsOf, own } from './guards.ts'
import { listPage } from './list-page.tsx'
import { previewPage } from './preview-page.tsx'
import { secretPage } from './secret-page.tsx'

/** The developer area: an owner sees and edits their own apps. */
export function appRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const { reads, changes } = guardsOf(idp)
  const issuer = idp.config.url

  router.get(paths.apps(), ...reads, async (ctx) => {
    const clients = await clientsOf(idp.db, personOf(ctx).account.id)
    show(ctx, listPage({ shell: await areaShellOf(idp, ctx), clients }))
  })

  router.get(paths.newApp(), ...changes, async (ctx) => {
    const shell = await areaShellOf(idp, ctx)
    const kind = KINDS.find((one) => one === queryValue(ctx, 'kind'))
    if (!kind) return show(ctx, choosePage({ shell }))
    const typed = { profile: 'on', email: 'on' }
    show(ctx, appFormPage({ shell, kind, authentications: AUTHENTICATIONS[kind], typed, of: { once: randomToken() } }))
  })

  router.post(paths.newApp(), ...changes, async (ctx) => {
    const form = await readApp(ctx)
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const { wish, once = randomToken() } = form.value
    const outcome = await registerClient(idp, wish, byOf(ctx), once)
    switch (outcome.kind) {
      case 'registered': {
        const { id, secret } = outcome
        const shell = await areaShellOf(idp, ctx)
        return show(ctx, secretPage({ shell, client: await own(idp, ctx, id), issuer, secret, isNew: true }))
      }
      case 'already':
        return see(ctx, paths.app(outcome.id))
      case 'faulty': {
        const { kind } = wish
        const faults = faultsIn(ctx.state.lang, outcome.faults)
        const page = { shell: await areaShellOf(idp, ctx), kind, authentications: AUTHENTICATIONS[kind] }
        return show(ctx, appFormPage({ ...page, typed: form.typed, faults, of: { once } }), 422)
      }
      case 'notAllowed':
        return see(ctx, paths.apps())
      default:
        return unreachable(outcome)
    }
  })

  router.get(paths.app(':id'), ...reads, async (ctx) => {
    await showApp(idp, ctx, await own(idp, ctx, param(ctx, 'id')))
  })

  router.get(paths.previewApp(':id'), ...reads, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    const isNarrowed = queryValue(ctx, 'asked') !== undefined
    const scopes = client.settings.scopes.filter(
      (scope) => scope === 'openid' || !isNarrowed || ctx.query[scope] === 'on',
    )
    const preview = await idp.engine.preview({ clientId: client.id, scopes }, personOf(ctx))
    if (!preview) return see(ctx, paths.app(client.id))
    show(ctx, previewPage({ shell: await areaShellOf(idp, ctx), client, scopes, preview }))
  })

  router.get(paths.editApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    show(ctx, editPage(await areaShellOf(idp, ctx), client, { typed: typedOf(client) }))
  })

  router.post(paths.editApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    const form = await readApp(ctx, client.settings.kind)
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const { kind: _, ...change } = form.value.wish
    const outcome = await changeClient(idp, client.id, { change, by: byOf(ctx) })
    switch (outcome.kind) {
      case 'changed': {
        if (outcome.secret === undefined) return see(ctx, paths.app(client.id, 'saved'))
        const changed = await own(idp, ctx, client.id)
        const page = { shell: await areaShellOf(idp, ctx), client: changed, issuer }
        return show(ctx, secretPage({ ...page, secret: outcome.secret, isNew: false }))
      }
      case 'faulty': {
        const faults = faultsIn(ctx.state.lang, outcome.faults)
        return show(ctx, editPage(await areaShellOf(idp, ctx), client, { typed: form.typed, faults }), 422)
      }
      case 'unknown':
      case 'house':
        throw new Problem(404, 'notFound')
      default:
        return unreachable(outcome)
    }
  })

  return router
}

const editPage = (
  shell: Parameters<typeof appFormPage>[0]['shell'],
  { id, settings: { kind, name } }: Client,
  rest: Pick<Parameters<typeof appFormPage>[0], 'typed' | 'faults'>,
) => appFormPage({ shell, kind, authentications: AUTHENTICATIONS[kind], ...rest, of: { id, name } })

const TOLD: readonly Told[] = ['saved', 'enabled', 'ended', 'full']

async function showApp(idp: Idp, ctx: Context, client: Client): Promise<void> {
  const told = TOLD.find((one) => one === queryValue(ctx, 'told'))
  const failures = await latestFailures(idp.db, { clientId: client.id, most: 5 })
  const deliveries = await deliveriesOf(idp.db, client.id, 5)
  const page = { shell: await areaShellOf(idp, ctx), client, issuer: idp.config.url, failures, deliveries, told }
  const [secrets, logo] = await Promise.all([secretsOf(idp, client.id), logoOf(idp.db, client.id)])
  show(ctx, appPage({ ...page, secrets, logo }))
}
