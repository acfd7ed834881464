import Router from '@koa/router'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { hideReferrer, queryValue, see, show } from '../../shared/http/respond.ts'
import { HOUR } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { undos } from './kinds.ts'
import { isUndoKind, readUndo, undo } from './service.ts'
import { askPage, donePage, uselessPage } from './views.tsx'

const COOKIE = 'undo'

export function undoRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const shelled = (ctx: Context) => ({ shell: shellOf(ctx, idp.assets.urls) })

  router.get('/undo', async (ctx) => {
    hideReferrer(ctx)
    const token = queryValue(ctx, 'token')
    if (token !== undefined) return keepToken(idp, ctx, token)
    const state = await readUndo(idp, idp.jar.read(ctx, COOKIE) ?? '')
    if (state.kind === 'spent') return show(ctx, uselessPage({ ...shelled(ctx), why: 'spent' }), 410)
    show(ctx, askPage({ ...shelled(ctx), ...state }))
  })

  router.post('/undo', async (ctx) => {
    await readForm(ctx, z.object({}))
    const token = idp.jar.read(ctx, COOKIE) ?? ''
    const outcome = await undo(idp, { token, undos }, { lang: ctx.state.lang, origin: originOf(ctx) })
    switch (outcome.kind) {
      case 'undone':
        idp.jar.clear(ctx, COOKIE)
        return see(ctx, paths.undone(outcome.what))
      case 'impossible':
        return show(ctx, uselessPage({ ...shelled(ctx), why: 'impossible' }), 409)
      case 'spent':
        return show(ctx, uselessPage({ ...shelled(ctx), why: 'spent' }), 410)
      default:
        return unreachable(outcome)
    }
  })

  router.get('/undo/done', (ctx) => {
    const what = queryValue(ctx, 'what') ?? ''
    if (!isUndoKind(what)) return see(ctx, paths.home())
    show(ctx, donePage({ ...shelled(ctx), what, start: paths.account() }))
  })

  return router
}

/** Out of the address bar, as with every token of a mail (security requirement R26). */
function keepToken(idp: Idp, ctx: Context, token: string): void {
  if (/^[\w-]{43}$/.test(token)) idp.jar.write(ctx, COOKIE, token, { maxAge: HOUR })
  else idp.jar.clear(ctx, COOKIE)
  see(ctx, paths.undo())
}
