import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Middleware } from 'koa'
import type { AssetUrls } from '../html/document.tsx'
import { fromRoot } from '../root.ts'
import type { State } from './context.ts'

interface Asset {
  readonly type: string
  readonly body: Buffer
}

export interface Assets {
  readonly urls: AssetUrls
  readonly serve: Middleware<State>
}

/** One stylesheet from all of `shared/assets/*.css` in the order of their names, and each script, under names that
 *  change with their content, so that a browser may keep them for ever. */
export function loadAssets(): Assets {
  const files = (pattern: string): string[] => globSync(fromRoot('shared/assets', pattern)).sort()
  const css = files('*.css')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const assets = new Map<string, Asset>()
  const add = (name: string, type: string, text: string): string => {
    const digest = createHash('sha256').update(text).digest('base64url').slice(0, 10)
    const url = `/assets/${name.replace('.', `.${digest}.`)}`
    assets.set(url, { type, body: Buffer.from(text) })
    return url
  }
  const urls: AssetUrls = {
    stylesheet: add('style.css', 'text/css; charset=utf-8', css),
    scripts: files('*.js').map((file) =>
      add(basename(file), 'text/javascript; charset=utf-8', readFileSync(file, 'utf8')),
    ),
  }
  return { urls, serve: serve(assets) }
}

const serve =
  (assets: ReadonlyMap<string, Asset>): Middleware<State> =>
  async (ctx, next) => {
    const asset = ctx.method === 'GET' || ctx.method === 'HEAD' ? assets.get(ctx.path) : undefined
    if (!asset) return next()
    ctx.set('cache-control', 'public, max-age=31536000, immutable')
    ctx.set('content-type', asset.type)
    ctx.body = asset.body
  }
