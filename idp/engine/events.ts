import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { randomReference } from '../../shared/crypto/tokens.ts'
import { logBroken } from '../../shared/http/problems.ts'
import type { Log } from '../../shared/observe/log.ts'
import { noteFailure } from './failures.ts'

/** Names of the engine's events that tell of a refused request. */
const REFUSALS = [
  'authorization.error',
  'pushed_authorization_request.error',
  'grant.error',
  'end_session.error',
  'revocation.error',
  'introspection.error',
  'device_authorization.error',
  'code_verification.error',
  'device_resume.error',
  'userinfo.error',
  'registration_create.error',
  'registration_read.error',
  'registration_update.error',
  'registration_delete.error',
] as const

/** Hangs the log on the engine: what it refuses and why, and what broke in it. The visitor sees only the reference. */
export function logEvents(provider: Provider, log: Log): void {
  for (const name of REFUSALS) {
    provider.on(name as 'authorization.error', (ctx: KoaContextWithOIDC, error: Error) => {
      if (error.message === 'authorization_pending') return // a device asks every few seconds
      const refusal = { event: name, reference: referenceOf(ctx), ...reasonOf(ctx, error) }
      log.info({ ...refusal, client: ctx.oidc?.client?.clientId }, 'refused')
      noteFailure(ctx, refusal)
    })
  }
  logBroken(provider, log)
  provider.on('server_error', (ctx: KoaContextWithOIDC, error: Error) => {
    log.error({ reference: referenceOf(ctx), err: error }, 'the engine broke')
  })
}

const references = Symbol('reference')

/** One reference for each request of the engine, the same on the page and in the log. */
export function referenceOf(ctx: KoaContextWithOIDC): string {
  const holder = ctx.req as unknown as { [references]?: string }
  holder[references] ??= randomReference()
  return holder[references]
}

/** The engine's sentences repeat two things that whoever asks has written: their Origin, and what is no JSON, which the
 *  parser quotes. Neither is for our log. */
function reasonOf(
  ctx: KoaContextWithOIDC,
  error: Error & { error?: string; error_detail?: string; error_description?: string },
) {
  const detail = error.cause instanceof SyntaxError ? undefined : error.error_detail
  const reason = detail ?? error.error_description ?? error.message
  const origin = ctx.get('origin')
  return { error: error.error ?? error.name, reason: origin ? reason.replaceAll(origin, '…') : reason }
}
