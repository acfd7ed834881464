import type { Knex } from 'knex'
import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import { Problem } from '../../shared/errors.ts'
import { createJar } from '../../shared/http/cookies.ts'
import { visitorLanguage } from '../../shared/http/language.ts'
import { contentSecurityPolicy } from '../../shared/http/pipeline.ts'
import { answerProblems } from '../../shared/http/problems.ts'
import type { Log } from '../../shared/observe/log.ts'
import type { Clock } from '../../shared/time.ts'
import { problemPage } from '../home/views.tsx'
import { answer, type PageParts, readForm, shellOf } from './answering.ts'
import { type DevicePages, devicePages, showFilledCode } from './device-pages.tsx'
import { referenceOf } from './events.ts'
import { FailedPage, LoggedOutPage, LogoutPage, OnwardPage } from './pages.tsx'
import { subjectOf } from './subjects.ts'

/** What the engine shows of its own, as our pages. */
export interface EnginePages {
  readonly renderError: NonNullable<Configuration['renderError']>
  readonly logoutSource: (ctx: KoaContextWithOIDC, form: string) => Promise<void>
  readonly postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => void
  readonly device: DevicePages
}

/** The engine's own pages, in our words and looks, for those that it lets us replace. */
export function createPages(parts: PageParts & { readonly db: Knex; readonly now: Clock }): EnginePages {
  return {
    device: devicePages(parts),
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
export function ownPages(parts: PageParts) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next()
    if (typeof ctx.body !== 'string' || !ctx.body.includes('<title>Submitting Callback</title>')) return
    const { action, values } = readForm(ctx.body)
    if (ctx.oidc?.route === 'code_verification') return showFilledCode(parts, ctx, { action, values })
    const onward = textOf(ctx.oidc?.session?.state?.['postLogoutRedirectUri'])
    answer(ctx, <OnwardPage shell={shellOf(parts, ctx)} action={action} values={values} />, [action, onward])
  }
}

/** ... and for what breaks beside its own handlers, such as keeping a session: Koa would drop every header and answer
 *  with a bare line. */
export function problemPages(parts: PageParts & { readonly log: Log }) {
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
        // the session ended while this request was under way
        throw error instanceof errors.SessionNotFound ? new Problem(410, 'expired') : error
      }
    })
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const homeOf = (ctx: KoaContextWithOIDC): string | undefined => {
  const client = ctx.oidc?.entities?.Client
  return textOf(client?.['start_uri']) ?? client?.initiateLoginUri ?? client?.clientUri
}
