import type { ComponentChildren } from 'preact'
import type { Lang } from '../i18n.ts'

/** What every page is told by its request. `path` is this page's own address with its query, for the language switch. */
export interface Frame {
  readonly lang: Lang
  readonly path: string
  readonly assets: AssetUrls
}

/** URLs with a content hash. */
export interface AssetUrls {
  readonly stylesheet: string
  readonly scripts: readonly string[]
}

export interface DocumentProps {
  readonly lang: Lang
  readonly title: string
  readonly assets: AssetUrls
  readonly children: ComponentChildren
  readonly bodyClass?: string | undefined
}

/** The bare document. Products put their own frame inside; a page of a feature uses the product's `Page`. */
export function Document({ lang, title, assets, children, bodyClass }: DocumentProps) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" type="image/svg+xml" href={icon} />
        <link rel="stylesheet" href={assets.stylesheet} />
        {assets.scripts.map((script) => (
          <script key={script} type="module" src={script} />
        ))}
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  )
}

/** The mark once more, as data: an icon that is a file of its own would be fetched on each page. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#1c69d4" stroke-width="3"><circle cx="16" cy="16" r="13"/><path d="M3 19h26"/></svg>',
)}`
