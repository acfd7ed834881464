import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'
import type { Lang } from '../i18n.ts'

/** What our middleware knows about a request by the time a route sees it. */
export interface State {
  lang: Lang
  requestId: string
  /** origins outside ours that a form on this page may lead to (CSP `form-action`, also after a redirect) */
  formTargets: readonly string[]
}

export type Context = RouterContext<State>
export type Routes = Router<State>
export type Guard = (ctx: Context, next: () => Promise<unknown>) => Promise<unknown>
