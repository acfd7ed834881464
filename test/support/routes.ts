import type Koa from 'koa'

export interface Route {
  readonly method: string
  /** as registered: `/interaction/:uid` */
  readonly pattern: string
}

interface RouterLayer {
  readonly methods: readonly string[]
  readonly path: unknown
}

/** Every route that an app has registered, read from its routers, so that a new one is not forgotten. */
export function routesOf(app: Pick<Koa, 'middleware'>): readonly Route[] {
  return app.middleware.flatMap((step) => {
    const { stack = [] } = (step as { router?: { stack?: readonly RouterLayer[] } }).router ?? {}
    return stack.flatMap(({ methods, path }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => ({ method, pattern: String(path) })),
    )
  })
}

/** An address for a pattern: values by the name of the parameter. */
export const fillIn = (pattern: string, values: Readonly<Record<string, string>> = {}): string =>
  pattern.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'nothing')
