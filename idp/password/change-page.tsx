import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import type { Faults } from '../../shared/http/form.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { NewPassword } from './field.tsx'
import { texts } from './texts.ts'

export interface ChangeProps {
  readonly shell: AreaShell
  readonly email: string
  readonly faults?: Faults
}

export function changePage({ shell, email, faults = {} }: ChangeProps) {
  const { lang } = shell.frame
  const t = texts[lang].change
  const { show, hide } = texts[lang].strength
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <div class="stack reading">
        <FaultSummary title={texts[lang].choose.faults} faults={faults} />
        <p>{t.ends}</p>
        <Form action={paths.changePassword()}>
          {/* for password managers: whose password this is */}
          <input type="hidden" name="username" value={email} autocomplete="username" />
          <Field
            name="current_password"
            type="password"
            label={t.current}
            fault={faults['current_password']}
            autocomplete="current-password"
            reveal={{ show, hide }}
          />
          <NewPassword lang={lang} label={t.password} fault={faults['password']} />
          <div class="actions">
            <button class="button" type="submit">
              {t.act}
            </button>
            <ButtonLink href={paths.account()} quiet>
              {t.back}
            </ButtonLink>
          </div>
          <p>
            <a href={paths.forgot()}>{t.forgotten}</a>
          </p>
        </Form>
      </div>
    </AreaPage>
  )
}

export function changedPage({ shell }: ChangeProps) {
  const t = texts[shell.frame.lang].change
  return (
    <AreaPage {...shell} title={t.done} current="account">
      <div class="stack reading">
        <Notice tone="good" live>
          <p>{t.ended}</p>
        </Notice>
        <p>{t.undo}</p>
        <p>
          <a href={paths.account()}>{t.home}</a>
        </p>
      </div>
    </AreaPage>
  )
}
