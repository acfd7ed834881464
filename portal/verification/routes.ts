import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import type { Portal } from '../context.ts'

export function verificationRoutes(_portal: Portal): Routes {
  return new Router<State>()
}
