import { LegalBody, type LegalDocument } from '../../shared/legal/document.tsx'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'

export function legalPage({ shell, document }: { shell: Shell; document: LegalDocument }) {
  return (
    <Page {...shell} title={document.title}>
      <LegalBody document={document} lang={shell.frame.lang} />
    </Page>
  )
}
