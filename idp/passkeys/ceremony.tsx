import { Form } from '../../shared/html/form.tsx'
import type { Lang } from '../../shared/i18n.ts'
import { texts } from './texts.ts'

export interface CeremonyProps {
  readonly lang: Lang
  /** `create`: make a passkey; `get`: use one */
  readonly act: 'create' | 'get'
  /** where what was made is sent */
  readonly action: string
  /** where a script gets what is to be signed */
  readonly options: string
  readonly label: string
  readonly quiet?: boolean
  /** also offered by the browser below the field for the address; and the page has a box to stay signed in */
  readonly autofill?: boolean
  /** one of several ways that the address takes */
  readonly way?: string | undefined
}

/** A button that asks the browser for a passkey (shared/assets/passkey.js). Without scripts it is not shown. */
export function Ceremony({ lang, act, action, options, label, quiet = false, autofill = false, way }: CeremonyProps) {
  const t = texts[lang].faults
  return (
    <div
      hidden
      data-passkey={act}
      data-passkey-options={options}
      data-passkey-autofill={autofill || undefined}
      data-said-cancelled={act === 'create' ? t.notMade : t.notUsed}
      data-said-known={act === 'create' ? t.deviceKnown : undefined}
      data-said-away={t.away}
      data-said-unable={act === 'create' ? t.cannotMake : t.cannotUse}
    >
      <Form action={action}>
        <input type="hidden" name="credential" autocomplete="off" />
        {way !== undefined && <input type="hidden" name="way" value={way} />}
        {autofill && <input type="hidden" name="remember" autocomplete="off" />}
        <p class="field__fault" role="alert" data-passkey-fault hidden />
        <button class={quiet ? 'button button--quiet' : 'button'} type="submit">
          {label}
        </button>
      </Form>
    </div>
  )
}
