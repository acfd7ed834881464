import { Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

/** Asks before it is done. The account page leads here. */
export function everywherePage({ shell }: { readonly shell: Shell }) {
  const t = texts[shell.frame.lang].everywhere
  return (
    <Page {...shell} title={t.title}>
      <p>{t.text}</p>
      <Form action={paths.signOutEverywhere()}>
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
      <div class="actions">
        <ButtonLink href={paths.account()} quiet>
          {t.stay}
        </ButtonLink>
      </div>
    </Page>
  )
}

export function signedOutEverywherePage({ shell }: { readonly shell: Shell }) {
  const t = texts[shell.frame.lang].ended
  return (
    <Page {...shell} title={t.title} drawing="signedOut">
      <p>{t.text}</p>
      <div class="actions">
        <ButtonLink href={paths.forgot()} quiet>
          {t.act}
        </ButtonLink>
      </div>
    </Page>
  )
}
