import { Field } from '../../shared/html/form.tsx'
import type { Lang } from '../../shared/i18n.ts'
import { texts } from './texts.ts'

export interface NewPasswordProps {
  readonly lang: Lang
  readonly label: string
  readonly fault: string | undefined
}

/** Where a password is chosen: its strength is said in words while one types, and what is refused can be read. Without
 *  scripts the server says the same when the form is sent. */
export function NewPassword({ lang, label, fault }: NewPasswordProps) {
  const t = texts[lang].strength
  return (
    <>
      <Field
        name="password"
        type="password"
        label={label}
        hint={t.hint}
        fault={fault}
        autocomplete="new-password"
        reveal={{ show: t.show, hide: t.hide }}
      />
      <p
        class="strength"
        role="status"
        data-strength-of="field-password"
        data-strength-one={t.one}
        data-strength-more={t.more}
        data-strength-digits={t.digits}
        data-strength-enough={t.enough}
        data-strength-good={t.good}
        data-strength-best={t.best}
      />
      <details class="accordion__item">
        <summary>{t.question}</summary>
        <div class="accordion__answer">
          <ul>
            {t.refused.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </div>
      </details>
    </>
  )
}
