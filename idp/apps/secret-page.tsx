import { Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import { formatInstant } from '../../shared/i18n.ts'
import type { Client } from '../clients/service.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

interface SecretProps {
  readonly shell: AreaShell
  readonly client: Client
  readonly issuer: string
  readonly secret: string | undefined
  /** until when the one before is good; undefined: the app is new */
  readonly oldUntil?: number | undefined
  readonly isNew: boolean
}

/** The one page that shows a secret, and what else the app needs. */
export function secretPage({ shell, client, issuer, secret, oldUntil, isNew }: SecretProps) {
  const { lang } = shell.frame
  const t = texts[lang].secret
  const settings = [
    `OIDC_ISSUER=${issuer}`,
    `OIDC_CLIENT_ID=${client.id}`,
    ...(secret ? [`OIDC_CLIENT_SECRET=${secret}`] : []),
  ]
  return (
    <AreaPage {...shell} title={isNew ? t.registered(client.settings.name) : t.added} current="apps">
      {secret && (
        <Notice tone="warn" live>
          <p>{t.shownOnce}</p>
        </Notice>
      )}
      {oldUntil !== undefined && <p>{t.overlap(formatInstant(lang, oldUntil))}</p>}
      <section class="stack stack--close">
        <h2>{t.settings}</h2>
        <pre class="code" tabindex={0}>
          <code>{settings.join('\n')}</code>
        </pre>
      </section>
      <ButtonLink href={paths.app(client.id)}>{t.go}</ButtonLink>
    </AreaPage>
  )
}

export function removePage({ shell, client }: { shell: AreaShell; client: Client }) {
  const t = texts[shell.frame.lang].removal
  return (
    <AreaPage {...shell} title={t.title(client.settings.name)} current="apps">
      <p>{t.text}</p>
      <Form action={paths.removeApp(client.id)}>
        <div class="actions">
          <button class="button" type="submit">
            {t.act}
          </button>
          <ButtonLink href={paths.app(client.id)} quiet>
            {t.keep}
          </ButtonLink>
        </div>
      </Form>
    </AreaPage>
  )
}
