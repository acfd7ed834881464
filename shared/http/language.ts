import type { Context as KoaContext, Middleware } from 'koa'
import { isLang, type Lang, preferredLanguage } from '../i18n.ts'
import { DAY } from '../time.ts'
import type { Context, State } from './context.ts'
import type { Jar } from './cookies.ts'

const COOKIE = 'lang'
const CHOSEN = '.chosen'

/** The visitor's choice (`?lang=`, kept for a year), else what the app asked for last (`ui_locales`), else what the
 *  browser prefers, else French. */
export function speak(jar: Jar): Middleware<State> {
  return async (ctx, next) => {
    const asked = ctx.query['lang']
    if (isLang(asked)) jar.write(ctx, COOKIE, `${asked}${CHOSEN}`, { maxAge: 365 * DAY })
    ctx.state.lang = isLang(asked) ? asked : (kept(jar, ctx) ?? preferredLanguage(ctx.get('accept-language')) ?? 'fr')
    ctx.set('content-language', ctx.state.lang)
    ctx.vary('Accept-Language')
    await next()
  }
}

/** An app says which language its visitor uses (OpenID Connect Core §3.1.2.1 `ui_locales`): kept until the browser
 *  closes, and never against the visitor's own choice here. */
export function followApp(jar: Jar, ctx: Context, uiLocales: unknown): void {
  const wish = typeof uiLocales === 'string' ? preferredLanguage(uiLocales.replaceAll(' ', ',')) : undefined
  if (!wish || isLang(ctx.query['lang']) || jar.read(ctx, COOKIE)?.endsWith(CHOSEN)) return
  jar.write(ctx, COOKIE, wish)
  ctx.state.lang = wish
  ctx.set('content-language', wish)
}

/** The same for a request that our middleware did not prepare: one of the engine's. */
export const visitorLanguage = (
  jar: Jar,
  ctx: Pick<KoaContext, 'cookies' | 'get'>,
  uiLocales: string | undefined,
): Lang =>
  kept(jar, ctx) ??
  preferredLanguage(uiLocales?.replaceAll(' ', ',')) ??
  preferredLanguage(ctx.get('accept-language')) ??
  'fr'

function kept(jar: Jar, ctx: Parameters<Jar['read']>[0]): Lang | undefined {
  const value = jar.read(ctx, COOKIE)?.replace(CHOSEN, '')
  return isLang(value) ? value : undefined
}
