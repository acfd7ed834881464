import Router from '@koa/router'
import Koa from 'koa'
import { Problem } from '../shared/errors.ts'
import type { State } from '../shared/http/context.ts'
import { wholeForms } from '../shared/http/form.ts'
import { kickAfter } from '../shared/http/kick.ts'
import { speak } from '../shared/http/language.ts'
import { formsOnly, logRequests, onlyHost, sameSiteOnly, secureHeaders } from '../shared/http/pipeline.ts'
import { answerProblems, logBroken } from '../shared/http/problems.ts'
import { serveSecurityTxt } from '../shared/http/security-txt.ts'
import { accountRoutes } from './account/routes.ts'
import { activationRoutes } from './activation/routes.ts'
import { activityRoutes } from './activity/routes.ts'
import { addressRoutes } from './address/routes.ts'
import { appActRoutes } from './apps/act-routes.ts'
import { appLogoRoutes } from './apps/logo-routes.ts'
import { appRoutes } from './apps/routes.ts'
import { confirmRoutes } from './confirm/routes.ts'
import { consentRoutes } from './consent/routes.ts'
import type { Idp } from './context.ts'
import { dataRoutes } from './data/routes.ts'
import { deletionRoutes } from './deletion/routes.ts'
import { failureRoutes } from './failures/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { problemPage } from './home/views.tsx'
import { legalRoutes } from './legal/routes.ts'
import { loginRoutes } from './login/routes.ts'
import { shellOf } from './page.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { passkeySignInRoutes } from './passkeys/sign-in-routes.ts'
import { passwordChangeRoutes } from './password/change-routes.ts'
import { passwordRoutes } from './password/routes.ts'
import { profileRoutes } from './profile/routes.ts'
import { securityRoutes } from './security/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { signupRoutes } from './signup/routes.ts'
import { strengthenRoutes } from './strengthen/routes.ts'
import { undoRoutes } from './undo/routes.ts'

const features = [
  homeRoutes,
  loginRoutes,
  passkeySignInRoutes,
  confirmRoutes,
  strengthenRoutes,
  consentRoutes,
  signupRoutes,
  activationRoutes,
  passwordRoutes,
  passwordChangeRoutes,
  sessionRoutes,
  appRoutes,
  appActRoutes,
  appLogoRoutes,
  failureRoutes,
  accountRoutes,
  dataRoutes,
  deletionRoutes,
  profileRoutes,
  addressRoutes,
  activityRoutes,
  securityRoutes,
  passkeyRoutes,
  undoRoutes,
  legalRoutes,
]

/** The provider on one screen: what every request passes, our pages, then the engine. */
export function createApp(idp: Idp): Koa<State> {
  const app = new Koa<State>({ proxy: true })
  logBroken(app, idp.log)
  app.use(logRequests(idp.log))
  app.use(secureHeaders(idp.config.url))
  app.use(answerProblems(idp.log, (ctx, props) => problemPage({ shell: shellOf(ctx, idp.assets.urls), ...props })))
  app.use(onlyHost(idp.config.url))
  app.use(serveSecurityTxt({ url: idp.config.url, now: idp.now }))
  app.use(idp.assets.serve)
  app.use(speak(idp.jar))

  const pages = new Router<State>()
  pages.use(sameSiteOnly(idp.config.url), formsOnly(UPLOADS), wholeForms)
  pages.use(kickAfter(idp.outbox))
  for (const feature of features) pages.use(feature(idp).routes())
  app.use(pages.routes())
  app.use(pages.allowedMethods())

  app.use((ctx) => {
    const methods = engineMethods(ctx.path)
    if (!methods) return
    if (!methods.includes(ctx.method)) {
      ctx.set('allow', methods.join(', '))
      throw new Problem(405, 'methodNotAllowed')
    }
    ctx.respond = false
    const answered = idp.engine.answer(ctx.req, ctx.res)
    return ctx.path === SIGNED_OUT ? answered.then(idp.outbox.kick) : answered
  })
  return app
}

const UPLOADS = /^\/apps\/client\/[^/]+\/logo$/

/** Whoever signs out wants the apps told at once, not at the outbox's next look. */
const SIGNED_OUT = '/session/end/confirm'

/** The engine's addresses, and how they may be asked: everything else that is not a page of ours does not exist. */
const ENGINE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/(auth(\/[\w-]+)?|session\/end(\/success)?)$/, ['GET', 'HEAD']],
  [/^\/session\/end\/confirm$/, ['POST']],
  [/^\/device$/, ['GET', 'HEAD', 'POST']],
  [/^\/device\/(?!auth$)[\w-]+$/, ['GET', 'HEAD']],
  [/^\/(token(\/(revocation|introspection))?|request|device\/auth)$/, ['POST', 'OPTIONS']],
  [/^\/reg$/, ['POST']],
  [/^\/reg\/[\w-]+$/, ['GET', 'PUT', 'DELETE']],
  [/^\/me$/, ['GET', 'HEAD', 'POST', 'OPTIONS']],
  [/^\/(jwks|\.well-known\/(openid-configuration|oauth-authorization-server))$/, ['GET', 'HEAD', 'OPTIONS']],
]

const engineMethods = (path: string): readonly string[] | undefined =>
  ENGINE.find(([pattern]) => pattern.test(path))?.[1]
