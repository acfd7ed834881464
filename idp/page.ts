import type { AssetUrls, Frame } from '../shared/html/document.tsx'
import type { Context } from '../shared/http/context.ts'
import type { Idp } from './context.ts'
import type { FrameLinks } from './frame.tsx'
import { paths } from './paths.ts'
import { personOf, placesOf } from './sessions/guards.ts'

/** What every page of the provider is made with. */
export interface Shell {
  readonly frame: Frame
  readonly links: FrameLinks
}

/** ... and a page of somebody who is signed in here, with the places the bar leads to. */
export interface AreaShell extends Shell {
  readonly places: { readonly account: string; readonly apps?: string | undefined; readonly signOut: string }
}

export const shellOf = (ctx: Pick<Context, 'state' | 'url'>, assets: AssetUrls): Shell => ({
  frame: { lang: ctx.state.lang, path: ctx.url, assets },
  links: { terms: paths.terms(), notice: paths.notice(), privacy: paths.privacy() },
})

/** Behind the guard `signedIn`. */
export const areaShellOf = async (idp: Idp, ctx: Context): Promise<AreaShell> => ({
  ...shellOf(ctx, idp.assets.urls),
  places: await placesOf(idp, personOf(ctx).account.id),
})
