import { ButtonLink } from '../../shared/html/parts.tsx'
import type { ProblemProps } from '../../shared/http/problems.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { texts } from './texts.ts'

/** A problem, with what to do about it; the reference leads an operator to its log line. */
export function problemPage({ shell, title, text, kind, reference }: ProblemProps & { shell: Shell }) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={title} drawing={kind === 'notFound' ? 'lost' : kind === 'busy' ? 'away' : 'broken'}>
      <p>{text}</p>
      {kind === 'bug' && <p class="reference">{t.reference(reference)}</p>}
      <ButtonLink href={shell.person ? shell.links.home : '/'} quiet>
        {t.back}
      </ButtonLink>
    </Page>
  )
}
