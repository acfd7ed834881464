import { strToU8, zipSync } from 'fflate'
import { renderPage } from '../../shared/html/render.ts'
import { parisDate } from '../../shared/i18n.ts'
import type { Exported, Section } from '../export.ts'
import { printout } from './printout.tsx'
import type { Copy } from './service.ts'
import { texts } from './texts.ts'

// A copy as one file: for programs, for people, and a word on which is which. Its shape is told in docs/my-data.md.

/** Goes up when something that was there is there no more, or means another thing. */
const VERSION = 1

export function archiveOf(copy: Copy): { readonly name: string; readonly bytes: Uint8Array } {
  const readme = texts[copy.lang].readme
  const files = {
    [readme.name]: strToU8(readme.lines.join('\r\n')),
    'bmw-id.html': strToU8(renderPage(printout(copy))),
    'bmw-id.json': strToU8(`${JSON.stringify(forPrograms(copy), undefined, 2)}\n`),
  }
  return { name: `bmw-id-${parisDate(copy.madeAt)}.zip`, bytes: zipSync(files, { mtime: copy.madeAt }) }
}

const forPrograms = ({ madeAt, issuer, sections }: Copy) => ({
  format: 'bmw-id',
  version: VERSION,
  madeAt: new Date(madeAt).toISOString(),
  issuer,
  ...Object.fromEntries(sections.map((section) => [section.name, barely(section)])),
})

/** Values without their words. */
function barely({ one, entries }: Section): unknown {
  const bared = entries.map((entry) =>
    Object.fromEntries(Object.entries(entry).map(([field, value]) => [field, bare(value)])),
  )
  return one ? bared[0] : bared
}

const bare = (value: Exported): unknown =>
  typeof value === 'object' && value !== null && 'is' in value ? value.is : value
