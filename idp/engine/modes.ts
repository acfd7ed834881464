import type { KoaContextWithOIDC } from 'oidc-provider'

/** How an answer may travel back: in the address, plain or signed (JARM). An app asks for the signed form by naming it in
 *  its `response_modes`; the engine's other modes are not for anybody. */
export const RESPONSE_MODES: readonly string[] = ['query', 'query.jwt', 'jwt']

/** The engine announces every mode that it knows; here it announces those that a client may have. */
export async function announceModes(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  const body: unknown = ctx.body
  if (typeof body !== 'object' || body === null || !('response_modes_supported' in body)) return
  body.response_modes_supported = RESPONSE_MODES
}
