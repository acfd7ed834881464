import type { AssetUrls, Frame } from '../shared/html/document.tsx'
import type { Context } from '../shared/http/context.ts'
import { addressOf } from './account/address.ts'
import { visitorOf } from './auth/guards.ts'
import type { FrameLinks } from './frame.tsx'
import { paths } from './paths.ts'

/** What every page of the portal is made with. */
export interface Shell {
  readonly frame: Frame
  readonly links: FrameLinks
  /** whoever is signed in, as addressed */
  readonly person: string | undefined
}

export function shellOf(ctx: Pick<Context, 'state' | 'url'>, assets: AssetUrls): Shell {
  const visitor = visitorOf(ctx)
  return {
    frame: { lang: ctx.state.lang, path: ctx.url, assets },
    links: {
      landing: paths.landing(),
      home: paths.home(),
      account: paths.account(),
      help: paths.help(),
      login: paths.login(),
      logout: paths.logout(),
      notice: paths.notice(),
      privacy: paths.privacy(),
    },
    person: visitor && addressOf(visitor.customer, ctx.state.lang),
  }
}
