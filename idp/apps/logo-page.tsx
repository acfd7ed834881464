import { FaultSummary, Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import { FileField, UploadForm } from '../../shared/html/upload.tsx'
import type { Client, LogoFault } from '../clients/service.ts'
import { AppTile } from '../consent/pieces.tsx'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './logo-texts.ts'

interface LogoProps {
  readonly shell: AreaShell
  readonly client: Client
  /** the hash of the one it has */
  readonly logo: string | undefined
  readonly fault?: LogoFault | 'none' | undefined
}

export function logoPage({ shell, client: { id, settings }, logo, fault }: LogoProps) {
  const t = texts[shell.frame.lang]
  const said = fault && t.fault[fault]
  return (
    <AreaPage {...shell} title={t.title(settings.name)} current="apps">
      <FaultSummary title={t.faults} faults={{ logo: said }} />
      <div class="app-head">
        <AppTile name={settings.name} logo={logo} />
        <p>{t.lead}</p>
      </div>
      <UploadForm action={paths.appLogo(id)}>
        <FileField name="logo" label={t.field} hint={t.hint} fault={said} accept="image/png" />
        <div class="actions">
          <button class="button" type="submit">
            {t.act}
          </button>
          <ButtonLink href={paths.app(id)} quiet>
            {t.cancel}
          </ButtonLink>
        </div>
      </UploadForm>
      {logo !== undefined && (
        <Form action={paths.dropLogo(id)}>
          <button class="button button--quiet" type="submit">
            {t.remove}
          </button>
        </Form>
      )}
    </AreaPage>
  )
}
