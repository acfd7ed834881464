import { Choice } from '../../shared/html/choices.tsx'
import { FaultSummary, Form } from '../../shared/html/form.tsx'
import { Notice } from '../../shared/html/parts.tsx'
import type { Faults, Typed } from '../../shared/http/form.ts'
import { AddressSection, type AddressSectionProps } from '../address/pieces.tsx'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { PersonFields } from '../signup/views.tsx'
import { texts } from './texts.ts'

export interface ProfileProps extends Omit<AddressSectionProps, 'lang'> {
  readonly shell: AreaShell
  readonly typed: Typed
  readonly faults?: Faults
  /** it has just been kept */
  readonly saved: boolean
}

/** Who somebody is, and where we write to them. */
export function profilePage({ shell, typed, faults = {}, saved, ...address }: ProfileProps) {
  const { lang } = shell.frame
  const t = texts[lang]
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <div class="stack reading">
        <FaultSummary title={t.faults} faults={faults} />
        {saved && (
          <Notice tone="good" live>
            <p>{t.saved}</p>
          </Notice>
        )}
        <AddressSection {...address} lang={lang} />
        <section class="stack">
          <h2>{t.who}</h2>
          <p class="soft">{t.lead}</p>
          <Form action={paths.profile()}>
            <PersonFields lang={lang} typed={typed} faults={faults} />
            <Choice
              name="lang"
              legend={t.lang}
              hint={t.langHint}
              value={typed['lang']}
              fault={faults['lang']}
              options={[
                { value: 'fr', label: t.langs.fr },
                { value: 'en', label: t.langs.en },
              ]}
            />
            <button class="button" type="submit">
              {t.save}
            </button>
          </Form>
        </section>
        <p>
          <a href={paths.account()}>{t.back}</a>
        </p>
      </div>
    </AreaPage>
  )
}
