import type { Origin } from '../observe/audit.ts'
import type { Context } from './context.ts'

/** Where a request came from, for the record and for limits. */
export const originOf = (ctx: Pick<Context, 'ip' | 'state'>): Origin => ({ ip: ctx.ip, requestId: ctx.state.requestId })
