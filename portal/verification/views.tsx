import { Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import type { Lang } from '../../shared/i18n.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface AddContractProps {
  readonly lang: Lang
  readonly typed: { readonly number?: string | undefined }
  readonly faults: { readonly number?: string | undefined }
  /** a fresh key, so that the form has one effect however often it is sent */
  readonly once: string
}

/** The form that asks for a contract, also in place on an empty home. */
export function AddContractForm({ lang, typed, faults, once }: AddContractProps) {
  const t = texts[lang].add
  return (
    <Form action={paths.addContract()}>
      <Field
        name="number"
        label={t.number}
        hint={t.hint}
        value={typed.number}
        fault={faults.number}
        autocomplete="off"
        maxlength={40}
      />
      <input type="hidden" name="once" value={once} />
      <div class="actions">
        <button class="button" type="submit">
          {t.submit}
        </button>
        <ButtonLink href={paths.home()} quiet>
          {t.cancel}
        </ButtonLink>
      </div>
    </Form>
  )
}
