import type { AssetUrls, Frame } from '../shared/html/document.tsx'
import type { Context } from '../shared/http/context.ts'
import type { FrameLinks } from './frame.tsx'
import { paths } from './paths.ts'

/** What every page of the provider is made with. */
export interface Shell {
  readonly frame: Frame
  readonly links: FrameLinks
}

export const shellOf = (ctx: Pick<Context, 'state' | 'url'>, assets: AssetUrls): Shell => ({
  frame: { lang: ctx.state.lang, path: ctx.url, assets },
  links: { terms: paths.terms(), notice: paths.notice(), privacy: paths.privacy() },
})
