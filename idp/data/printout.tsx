import { formatInstant, type Lang } from '../../shared/i18n.ts'
import type { Exported, Section } from '../export.ts'
import type { Copy } from './service.ts'
import { texts } from './texts.ts'

/** No quotes, no angle brackets: the text of a page is escaped, a stylesheet too. */
const css = `
:root { color-scheme: light dark }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1.25rem; font: 1rem/1.5 system-ui, sans-serif }
h1 { font-size: 1.75rem; line-height: 1.15 }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem; break-after: avoid }
p { max-width: 42rem }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #8c8c8c; text-align: start; vertical-align: baseline; overflow-wrap: anywhere }
th { font-weight: 600 }
tr { break-inside: avoid }
ul { margin: 0; padding-inline-start: 1.25rem }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); block-size: 1px; overflow: hidden }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid #8c8c8c }
  th, td { display: block; padding: .125rem 0; border: 0 }
  td[data-field]::before { content: attr(data-field); display: block; font-size: .875rem }
}
@media print { body { margin: 0; max-width: none; font-size: 10pt } a { color: inherit } }
`

/** All of it on one page that needs nothing else: no script, no picture, no address to fetch from. */
export function printout(copy: Copy) {
  const { lang, madeAt, sections } = copy
  const t = texts[lang].printout
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={"default-src 'none'; style-src 'unsafe-inline'"} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t.title}</title>
        <style>{css}</style>
      </head>
      <body>
        <main>
          <h1>{t.title}</h1>
          <p>{t.lead(formatInstant(lang, madeAt))}</p>
          {sections.map((section) => (
            <Part key={section.name} section={section} lang={lang} />
          ))}
        </main>
      </body>
    </html>
  )
}

function Part({ section, lang }: { readonly section: Section; readonly lang: Lang }) {
  const { name, title, about, entries, one } = section
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      {about && <p>{about}</p>}
      {entries.length === 0 && <p>{texts[lang].printout.none}</p>}
      {entries.length > 0 && (one ? <One {...section} lang={lang} /> : <List {...section} lang={lang} />)}
    </section>
  )
}

function One({ name, fields, entries: [entry], lang }: Section & { readonly lang: Lang }) {
  return (
    <table aria-labelledby={name}>
      <tbody>
        {Object.entries(fields).map(([field, words]) => (
          <tr key={field}>
            <th scope="row">{words}</th>
            <td>
              <Value value={entry?.[field] ?? null} lang={lang} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function List({ name, fields, entries, lang }: Section & { readonly lang: Lang }) {
  const columns = Object.entries(fields)
  return (
    <table aria-labelledby={name}>
      <thead>
        <tr>
          {columns.map(([field, words]) => (
            <th key={field} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, at) => (
          <tr key={at}>
            {columns.map(([field, words]) => (
              <td key={field} data-field={words}>
                <Value value={entry[field] ?? null} lang={lang} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ value, lang }: { readonly value: Exported; readonly lang: Lang }) {
  const t = texts[lang].printout
  if (value === null) return <>–</>
  if (typeof value === 'string') return <bdi>{value}</bdi>
  if (typeof value === 'boolean') return <>{value ? t.yes : t.no}</>
  if (value instanceof Date) return <>{formatInstant(lang, value.getTime())}</>
  const { words } = value
  if (typeof words === 'string') return <bdi>{words}</bdi>
  return words.length === 0 ? (
    <>–</>
  ) : (
    <ul>
      {words.map((word) => (
        <li key={word}>
          <bdi>{word}</bdi>
        </li>
      ))}
    </ul>
  )
}
