import { ButtonLink } from '../../shared/html/parts.tsx'
import type { ProblemProps } from '../../shared/http/problems.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export function homePage({ shell, app }: { shell: Shell; app: { name: string; startAddress: string } }) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.title}>
      <p>{t.text}</p>
      <div class="actions">
        <ButtonLink href={app.startAddress}>{t.open(app.name)}</ButtonLink>
        <ButtonLink href={paths.signup()} quiet>
          {t.signup}
        </ButtonLink>
      </div>
    </Page>
  )
}

/** A problem, with what to do about it; the reference leads an operator to its log line. */
export function problemPage({ shell, title, text, kind, reference }: ProblemProps & { shell: Shell }) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={title} drawing={kind === 'notFound' ? 'lost' : kind === 'busy' ? 'away' : 'broken'}>
      <p>{text}</p>
      {kind === 'bug' && <p class="reference">{t.reference(reference)}</p>}
      <ButtonLink href={paths.home()} quiet>
        {t.back}
      </ButtonLink>
    </Page>
  )
}
