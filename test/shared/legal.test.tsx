import test from 'ava'
import { render } from 'preact-render-to-string'
import { texts as provider, termsVersion } from '../../idp/legal/texts.ts'
import { texts as portal } from '../../portal/legal/texts.ts'
import { formatDate } from '../../shared/i18n.ts'
import { LegalBody } from '../../shared/legal/document.tsx'

const documents = [...Object.entries(provider.fr), ...Object.entries(portal.fr)]

test('a legal page says when it was last changed, and has an address for each section', (t) => {
  for (const [name, document] of documents) {
    const page = render(<LegalBody document={document} lang="fr" />)
    t.regex(document.updated, /^2026-\d\d-\d\d$/, name)
    t.true(page.includes(`Mis à jour le ${formatDate('fr', document.updated)}.`), name)
    const ids = document.sections.map((section) => section.id)
    t.is(new Set(ids).size, ids.length, name)
  }
})

test('the terms carry the version that is stored with an acceptance', (t) => {
  t.is(provider.fr.terms.updated, termsVersion)
  t.is(provider.en.terms.updated, termsVersion)
})

test('a demonstration says so on each legal page, and addresses in it can be written to', (t) => {
  for (const [name, document] of documents) {
    t.regex(render(<LegalBody document={document} lang="fr" />), /Ce site est une démonstration/, name)
  }
  t.true(
    render(<LegalBody document={portal.fr.privacy} lang="fr" />).includes('href="mailto:donnees@mybmw-fs.example"'),
  )
})
