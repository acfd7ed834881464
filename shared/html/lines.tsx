import { classes, describedBy, Explanations, type Said } from './form.tsx'

export interface LinesProps extends Said {
  readonly label: string
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly optional?: string | undefined
}

/** Several values, one a line; or one long text such as JSON. */
export function Lines(props: LinesProps) {
  const { name, label, value, hint, fault, rows = 3, optional } = props
  return (
    <div class={classes('field', fault && 'field--faulty')}>
      <label class="field__label" for={`field-${name}`}>
        {label}
        {optional && <span class="field__optional"> ({optional})</span>}
      </label>
      <Explanations name={name} hint={hint} fault={fault} />
      <div class="field__control">
        <textarea
          class="field__input field__input--code"
          id={`field-${name}`}
          name={name}
          rows={rows}
          spellcheck={false}
          autocomplete="off"
          required={optional === undefined}
          aria-invalid={fault ? 'true' : 'false'}
          aria-describedby={describedBy(props)}
          value={value}
        />
      </div>
    </div>
  )
}
