import { Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import { formatInstant } from '../../shared/i18n.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import type { UndoKind } from './service.ts'
import { texts } from './texts.ts'

interface Props {
  readonly shell: Shell
}

/** Asks before it is done: programs that look through mails open links too. */
export function askPage({ shell, what, at, address }: Props & { what: UndoKind; at: number; address: string }) {
  const { lang } = shell.frame
  const t = texts[lang].ask
  return (
    <Page {...shell} title={t.title[what]}>
      <p>
        <strong class="address">{address}</strong>
      </p>
      <p>{t.when(formatInstant(lang, at))}</p>
      <p>{t.effect}</p>
      <Form action={paths.undo()}>
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}

export function donePage({ shell, what, start }: Props & { what: UndoKind; start: string }) {
  const t = texts[shell.frame.lang].done
  return (
    <Page {...shell} title={t.title} drawing="signedOut">
      <p>{t.now[what]}</p>
      <p>{t.next}</p>
      <div class="actions">
        <ButtonLink href={paths.forgot()}>{t.act}</ButtonLink>
        <ButtonLink href={start} quiet>
          {t.signIn}
        </ButtonLink>
      </div>
    </Page>
  )
}

/** A dead end has a way out all the same. */
export function uselessPage({ shell, why }: Props & { why: 'impossible' | 'spent' }) {
  const t = texts[shell.frame.lang][why]
  return (
    <Page {...shell} title={t.title} drawing="expired">
      <p>{t.text}</p>
      <div class="actions">
        <ButtonLink href={paths.forgot()}>{t.act}</ButtonLink>
      </div>
    </Page>
  )
}
