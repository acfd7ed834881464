import { Problem } from '../shared/errors.ts'
import type { Context } from '../shared/http/context.ts'
import { followApp } from '../shared/http/language.ts'
import { letFormsReach, show } from '../shared/http/respond.ts'
import { appOrPortal } from './clients/service.ts'
import type { Idp } from './context.ts'
import { ExpiredPage } from './engine/pages.tsx'
import type { Interaction } from './engine/service.ts'
import { shellOf } from './page.ts'

/** The question that the engine asks this browser at this address, and its page made ready: the app's language, and its
 *  address open to our forms. A room answers only the questions it knows. */
export async function questionOf(idp: Idp, ctx: Context, ours: readonly string[]): Promise<Interaction | undefined> {
  const interaction = await idp.engine.interaction(ctx)
  if (!interaction) return undefined
  if (!ours.includes(interaction.prompt)) throw new Problem(400, 'badRequest')
  followApp(idp.jar, ctx, interaction.uiLocales)
  idp.jar.write(ctx, 'app', interaction.app.id)
  letFormsReach(ctx, interaction.redirectOrigin === undefined ? [] : [interaction.redirectOrigin])
  return interaction
}

/** Back button, bookmark, or an hour of waiting. */
export async function showExpired(idp: Idp, ctx: Context): Promise<void> {
  const app = await appOrPortal(idp.db, idp.jar.read(ctx, 'app'))
  show(ctx, ExpiredPage({ shell: shellOf(ctx, idp.assets.urls), app }), 410)
}
