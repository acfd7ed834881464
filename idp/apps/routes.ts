import Router from '@koa/router'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Guard, Routes, State } from '../../shared/http/context.ts'
import { originOf } from '../../shared/http/origin.ts'
import { param, queryValue, see, show } from '../../shared/http/respond.ts'
import { MINUTE } from '../../shared/time.ts'
import {
  AUTHENTICATIONS,
  addSecret,
  type By,
  type Client,
  changeClient,
  clientOf,
  clientsOf,
  disableClient,
  enableClient,
  endSecret,
  isDeveloper,
  KINDS,
  OVERLAP,
  registerClient,
  removeClient,
  secretsOf,
} from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { latestFailures } from '../failures/service.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, recently, signedIn } from '../sessions/guards.ts'
import { faultsIn, readApp, typedOf } from './form.ts'
import { appFormPage, choosePage } from './form-page.tsx'
import { appPage, listPage, removePage, secretPage, strangersPage, type Told } from './views.tsx'

/** A change to an app needs a sign-in at most so old: it decides where codes are sent. */
const FRESH = 30 * MINUTE

/** The developer area: an owner sees and edits their own apps. */
export function appRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const reads = [signedIn(idp), developer(idp)] as const
  const changes = [...reads, recently(idp, FRESH)] as const
  const issuer = idp.config.url

  router.get(paths.apps(), ...reads, async (ctx) => {
    const clients = await clientsOf(idp.db, personOf(ctx).account.id)
    show(ctx, listPage({ shell: await areaShellOf(idp, ctx), clients }))
  })

  router.get(paths.newApp(), ...changes, async (ctx) => {
    const shell = await areaShellOf(idp, ctx)
    const kind = KINDS.find((one) => one === queryValue(ctx, 'kind'))
    if (!kind) return show(ctx, choosePage({ shell }))
    const typed = { profile: 'on' }
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

  router.post(paths.addSecret(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    const outcome = await addSecret(idp, client.id, { by: byOf(ctx) })
    switch (outcome.kind) {
      case 'added': {
        const hadOne = (await secretsOf(idp, client.id)).length > 1
        const oldUntil = hadOne ? idp.now() + OVERLAP : undefined
        const page = { shell: await areaShellOf(idp, ctx), client, issuer }
        return show(ctx, secretPage({ ...page, secret: outcome.secret, oldUntil, isNew: false }))
      }
      case 'full':
        return see(ctx, paths.app(client.id, 'full'))
      case 'needsNone':
      case 'unknown':
      case 'house':
        throw new Problem(404, 'notFound')
      default:
        return unreachable(outcome)
    }
  })

  router.post(paths.endSecret(':id', ':secret'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    await endSecret(idp, client.id, { by: byOf(ctx), secretId: param(ctx, 'secret') })
    see(ctx, paths.app(client.id, 'ended')) // also when somebody was faster
  })

  router.post(paths.disableApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    await disableClient(idp, client.id, byOf(ctx))
    see(ctx, paths.app(client.id))
  })

  router.post(paths.enableApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    const { kind } = await enableClient(idp, client.id, byOf(ctx))
    see(ctx, kind === 'enabled' ? paths.app(client.id, 'enabled') : paths.app(client.id))
  })

  router.get(paths.removeApp(':id'), ...changes, async (ctx) => {
    show(ctx, removePage({ shell: await areaShellOf(idp, ctx), client: await own(idp, ctx, param(ctx, 'id')) }))
  })

  router.post(paths.removeApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    await removeClient(idp, client.id, byOf(ctx))
    see(ctx, paths.apps())
  })

  return router
}

/** Behind `signedIn`: only for developers; anybody else reads how to become one. */
const developer =
  (idp: Idp): Guard =>
  async (ctx, next) => {
    if (await isDeveloper(idp.db, personOf(ctx).account.id)) return next()
    return show(ctx, strangersPage({ shell: await areaShellOf(idp, ctx) }), 403)
  }

const byOf = (ctx: Context): By => ({
  kind: 'developer',
  accountId: personOf(ctx).account.id,
  origin: originOf(ctx),
})

/** An app of whoever is signed in; of anybody else's nothing is told, not even that it is there. */
async function own({ db }: Idp, ctx: Context, id: string): Promise<Client> {
  const client = await clientOf(db, id)
  if (client?.ownerId !== personOf(ctx).account.id) throw new Problem(404, 'notFound')
  return client
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
  const page = { shell: await areaShellOf(idp, ctx), client, issuer: idp.config.url, failures, told }
  show(ctx, appPage({ ...page, secrets: await secretsOf(idp, client.id) }))
}
