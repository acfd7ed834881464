import type { KoaContextWithOIDC } from 'oidc-provider'
import type { JSX } from 'preact'
import type { AssetUrls } from '../../shared/html/document.tsx'
import { renderPage } from '../../shared/html/render.ts'
import { createJar } from '../../shared/http/cookies.ts'
import { visitorLanguage } from '../../shared/http/language.ts'
import { contentSecurityPolicy } from '../../shared/http/pipeline.ts'
import { isLang } from '../../shared/i18n.ts'
import type { IdpConfig } from '../config.ts'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import type { Hidden } from './pages.tsx'

// How a page of ours is answered from within the engine.

export interface PageParts {
  readonly config: IdpConfig
  readonly assets: AssetUrls
}

/** `leadsTo`: where the page's form may end, beside here. */
export function answer(
  ctx: KoaContextWithOIDC,
  page: JSX.Element,
  leadsTo: readonly (string | undefined)[] = [],
): void {
  const origins = leadsTo.flatMap((address) => (address && URL.canParse(address) ? [new URL(address).origin] : []))
  ctx.set('content-security-policy', contentSecurityPolicy([...new Set(origins)]))
  ctx.type = 'html'
  ctx.body = renderPage(page)
}

/** A page of the engine answers one request of an app: it has no address of its own to come back to, unless it is said. */
export function shellOf({ config, assets }: PageParts, ctx: KoaContextWithOIDC, path = paths.home()): Shell {
  const { ui_locales: wish } = ctx.oidc?.params ?? {}
  const { lang: asked } = ctx.query
  const lang = isLang(asked)
    ? asked
    : visitorLanguage(createJar('bmwid', config.url), ctx, typeof wish === 'string' ? wish : undefined)
  ctx.set('content-language', lang)
  return {
    frame: { lang, path, assets },
    links: { terms: paths.terms(), notice: paths.notice(), privacy: paths.privacy() },
  }
}

/** The address and the hidden values of a form that the engine wrote (it escapes them for HTML). */
export function readForm(html: string): { action: string; values: Hidden } {
  const action = unescapeHtml(/<form[^>]* action="([^"]*)"/.exec(html)?.[1] ?? '')
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return {
    action,
    values: Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, unescapeHtml(value)])),
  }
}

const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code: string | undefined, name: string | undefined) =>
    code ? String.fromCodePoint(Number(code)) : ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name ?? 'amp'] ?? ''),
  )
