import type { Knex } from 'knex'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { JSX } from 'preact'
import type { AssetUrls } from '../../shared/html/document.tsx'
import { renderPage } from '../../shared/html/render.ts'
import { createJar } from '../../shared/http/cookies.ts'
import { visitorLanguage } from '../../shared/http/language.ts'
import { contentSecurityPolicy } from '../../shared/http/pipeline.ts'
import { answerProblems } from '../../shared/http/problems.ts'
import type { Lang } from '../../shared/i18n.ts'
import type { Log } from '../../shared/observe/log.ts'
import type { IdpConfig } from '../config.ts'
import { problemPage } from '../home/views.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { referenceOf } from './events.ts'
import { FailedPage, type Hidden, LoggedOutPage, LogoutPage, OnwardPage } from './pages.tsx'
import { subjectOf } from './subjects.ts'

/** What the engine shows of its own, as our pages. */
export interface EnginePages {
  readonly renderError: NonNullable<Configuration['renderError']>
  readonly logoutSource: (ctx: KoaContextWithOIDC, form: string) => Promise<void>
  readonly postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => void
}

interface Parts {
  readonly db: Knex
  readonly config: IdpConfig
  readonly assets: AssetUrls
}

/** The engine's own pages, in our words and looks, for those that it lets us replace. */
export function createPages(parts: Parts): EnginePages {
  return {
    renderError: (ctx, out) => {
      const page = { shell: shellOf(parts, ctx), reference: referenceOf(ctx), startAddress: homeOf(ctx) }
      if (ctx.accepts('html', 'json') === 'json') {
        ctx.body = out
        return
      }
      answer(ctx, <FailedPage {...page} />)
    },
    logoutSource: async (ctx, form) => {
      const { action, values } = readForm(form)
      const { Client: client } = ctx.oidc.entities
      const proven = await isHinted(parts.db, ctx)
      const onward = [textOf(ctx.oidc.params?.['post_logout_redirect_uri']), client?.clientUri]
      answer(ctx, <LogoutPage shell={shellOf(parts, ctx)} action={action} values={values} proven={proven} />, onward)
    },
    postLogoutSuccessSource: (ctx) =>
      answer(ctx, <LoggedOutPage shell={shellOf(parts, ctx)} startAddress={homeOf(ctx)} />),
  }
}

/** Whether the app has shown an ID token of whoever is signed in, by the name that it knows them by. */
async function isHinted(db: Knex, { oidc }: KoaContextWithOIDC): Promise<boolean> {
  const { IdTokenHint: hint, Client: client } = oidc.entities
  const accountId = oidc.session?.accountId
  if (!hint || !client || accountId === undefined) return false
  return (hint as { payload: { sub?: string } }).payload.sub === (await subjectOf(db, accountId, client))
}

/** ... and for those that it does not: the page that carries a form on by a script of its own. */
export function ownPages(parts: Parts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next()
    if (typeof ctx.body !== 'string' || !ctx.body.includes('<title>Submitting Callback</title>')) return
    const { action, values } = readForm(ctx.body)
    const onward = textOf(ctx.oidc?.session?.state?.['postLogoutRedirectUri'])
    answer(ctx, <OnwardPage shell={shellOf(parts, ctx)} action={action} values={values} />, [action, onward])
  }
}

/** ... and for what breaks beside its own handlers, such as keeping a session: Koa would drop every header and answer
 *  with a bare line. */
export function problemPages(parts: Parts & { readonly log: Log }) {
  const answerAll = answerProblems(parts.log, (ctx, props) =>
    problemPage({ shell: shellOf(parts, ctx as unknown as KoaContextWithOIDC), ...props }),
  )
  return (ctx: KoaContextWithOIDC, next: () => Promise<void>): unknown => {
    ctx.state['requestId'] = referenceOf(ctx)
    ctx.state['lang'] = visitorLanguage(createJar('bmwid', parts.config.url), ctx, undefined)
    return answerAll(ctx as never, async () => {
      try {
        await next()
      } catch (error) {
        ctx.set('content-security-policy', contentSecurityPolicy([])) // it may have written one for a page of its own
        throw error
      }
    })
  }
}

function answer(ctx: KoaContextWithOIDC, page: JSX.Element, leadsTo: readonly (string | undefined)[] = []): void {
  const origins = leadsTo.flatMap((address) => (address && URL.canParse(address) ? [new URL(address).origin] : []))
  ctx.set('content-security-policy', contentSecurityPolicy([...new Set(origins)]))
  ctx.type = 'html'
  ctx.body = renderPage(page)
}

function shellOf({ config, assets }: Parts, ctx: KoaContextWithOIDC): Shell {
  const wish = ctx.oidc?.params?.['ui_locales']
  const lang: Lang = visitorLanguage(createJar('bmwid', config.url), ctx, typeof wish === 'string' ? wish : undefined)
  ctx.set('content-language', lang)
  return {
    // a page of the engine answers one request of an app: it has no address of its own to come back to
    frame: { lang, path: paths.home(), assets },
    links: { terms: paths.terms(), notice: paths.notice(), privacy: paths.privacy() },
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const homeOf = (ctx: KoaContextWithOIDC): string | undefined => {
  const client = ctx.oidc?.entities?.Client
  return textOf(client?.['start_uri']) ?? client?.initiateLoginUri ?? client?.clientUri
}

/** The address and the hidden values of a form that the engine wrote (it escapes them for HTML). */
function readForm(html: string): { action: string; values: Hidden } {
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
