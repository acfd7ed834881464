import Router from '@koa/router'
import Koa from 'koa'
import type { State } from '../shared/http/context.ts'
import { wholeForms } from '../shared/http/form.ts'
import { health } from '../shared/http/health.ts'
import { kickAfter } from '../shared/http/kick.ts'
import { speak } from '../shared/http/language.ts'
import { formsOnly, logRequests, onlyHost, sameSiteOnly, secureHeaders } from '../shared/http/pipeline.ts'
import { answerProblems, logBroken } from '../shared/http/problems.ts'
import { serveSecurityTxt } from '../shared/http/security-txt.ts'
import { accountRoutes } from './account/routes.ts'
import { whoever } from './auth/guards.ts'
import { authRoutes, providerRoutes } from './auth/routes.ts'
import type { Portal } from './context.ts'
import { contractRoutes } from './contracts/routes.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { helpRoutes } from './help/routes.ts'
import { legalRoutes } from './legal/routes.ts'
import { shellOf } from './page.ts'
import { paths } from './paths.ts'
import { problemPage } from './problems/views.tsx'
import { gatewayRoutes } from './sms/routes.ts'
import { verificationRoutes } from './verification/routes.ts'

const features = [
  authRoutes,
  dashboardRoutes,
  verificationRoutes, // before contractRoutes: /contracts/new is not a contract's number
  contractRoutes,
  accountRoutes,
  helpRoutes,
  legalRoutes,
]

/** The portal on one screen: what every request passes, then its pages. */
export function createApp(portal: Portal): Koa<State> {
  const app = new Koa<State>({ proxy: true })
  logBroken(app, portal.log)
  app.use(logRequests(portal.log))
  app.use(secureHeaders(portal.config.url))
  app.use(
    answerProblems(portal.log, (ctx, props) => problemPage({ shell: shellOf(ctx, portal.assets.urls), ...props })),
  )
  app.use(onlyHost(portal.config.url))
  app.use(serveSecurityTxt({ url: portal.config.url, now: portal.now }))
  app.use(portal.assets.serve)
  app.use(speak(portal.jar))
  app.use(kickAfter(portal.outbox))

  const servers = new Router<State>()
  servers.get(paths.health(), health(portal.db))
  app.use(servers.routes())
  app.use(providerRoutes(portal).routes())
  app.use(gatewayRoutes(portal).routes())

  const pages = new Router<State>()
  pages.use(sameSiteOnly(portal.config.url), formsOnly(), wholeForms)
  for (const feature of features) pages.use(feature(portal).routes())
  app.use(pages.routes())
  app.use(whoever(portal)) // a page that does not exist still knows who is signed in
  app.use(pages.allowedMethods())
  return app
}
