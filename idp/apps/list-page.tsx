import { ButtonLink } from '../../shared/html/parts.tsx'
import type { Client } from '../clients/service.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export function strangersPage({ shell }: { shell: AreaShell }) {
  const t = texts[shell.frame.lang].strangers
  return (
    <AreaPage {...shell} title={t.title} current="apps">
      <p>{t.text}</p>
      <ButtonLink href={paths.account()} quiet>
        {t.back}
      </ButtonLink>
    </AreaPage>
  )
}

export function listPage({ shell, clients }: { shell: AreaShell; clients: readonly Client[] }) {
  const words = texts[shell.frame.lang]
  const t = words.list
  return (
    <AreaPage {...shell} title={t.title} current="apps">
      <p>{clients.length > 0 ? t.lead : t.none}</p>
      {clients.length > 0 && (
        <ul class="stack">
          {clients.map(({ id, settings, disabledAt }) => (
            <li key={id} class="entry">
              <a class="entry__name" href={paths.app(id)}>
                {settings.name}
              </a>
              <p class="soft">
                {words.kinds[settings.kind].name}
                {disabledAt !== undefined && ` · ${t.disabled}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <ButtonLink href={paths.newApp()}>{t.register}</ButtonLink>
        <ButtonLink href={paths.failures()} quiet>
          {t.explain}
        </ButtonLink>
      </div>
    </AreaPage>
  )
}
