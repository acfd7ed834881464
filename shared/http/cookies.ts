import type { Context as KoaContext } from 'koa'

type WithCookies = Pick<KoaContext, 'cookies'>

/** A product's own cookies: HttpOnly, SameSite=Lax, and over https Secure with the `__Host-` prefix. The products have
 *  different prefixes, because cookies of one host are shared by all its ports. */
export interface Jar {
  read(ctx: WithCookies, name: string): string | undefined
  /** `maxAge` in milliseconds; without it the cookie goes when the browser closes */
  write(ctx: WithCookies, name: string, value: string, options?: { maxAge?: number }): void
  clear(ctx: WithCookies, name: string): void
}

export function createJar(prefix: string, publicUrl: string): Jar {
  const secure = publicUrl.startsWith('https:')
  const full = (name: string): string => `${secure ? '__Host-' : ''}${prefix}_${name}`
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure, overwrite: true, signed: false } as const
  return {
    read: (ctx, name) => ctx.cookies.get(full(name), { signed: false }) || undefined,
    write: (ctx, name, value, { maxAge } = {}) => {
      ctx.cookies.set(full(name), value, maxAge === undefined ? attributes : { ...attributes, maxAge })
    },
    clear: (ctx, name) => {
      ctx.cookies.set(full(name), null, attributes)
    },
  }
}
