import type { ComponentChildren } from 'preact'
import { classes, describedBy, Explanations, type Said } from './form.tsx'

export interface ChoiceProps extends Said {
  readonly legend: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value?: string | undefined
  readonly autocomplete?: string | undefined
}

/** One of a few, side by side. `#field-<name>` is the first of them, so that a fault's link lands where one acts. */
export function Choice({ name, legend, options, value, hint, fault, autocomplete }: ChoiceProps) {
  const described = describedBy({ name, hint, fault })
  return (
    <fieldset class={classes('field', 'choice', fault && 'field--faulty')} aria-describedby={described}>
      <legend class="field__label">{legend}</legend>
      <Explanations name={name} hint={hint} fault={fault} />
      <div class="choice__options">
        {options.map((option, at) => (
          <label key={option.value} class="choice__option" for={at === 0 ? `field-${name}` : `field-${name}-${at}`}>
            <input
              class="choice__input"
              type="radio"
              id={at === 0 ? `field-${name}` : `field-${name}-${at}`}
              name={name}
              value={option.value}
              checked={option.value === value}
              autocomplete={autocomplete}
              required
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export interface CheckboxProps extends Said {
  readonly children: ComponentChildren
  readonly checked?: boolean | undefined
  readonly required?: boolean | undefined
}

/** Sends `name=on` when ticked, nothing otherwise. The hint stands below, or it would be read as that of the box above. */
export function Checkbox({ name, children, checked = false, hint, fault, required = false }: CheckboxProps) {
  return (
    <div class={classes('field', 'checkbox', fault && 'field--faulty')}>
      <Explanations name={name} fault={fault} />
      <div class="checkbox__line">
        <input
          class="checkbox__input"
          type="checkbox"
          id={`field-${name}`}
          name={name}
          value="on"
          checked={checked}
          required={required}
          aria-invalid={fault ? 'true' : 'false'}
          aria-describedby={describedBy({ name, hint, fault })}
        />
        <label class="checkbox__label" for={`field-${name}`}>
          {children}
        </label>
      </div>
      <Explanations name={name} hint={hint} />
    </div>
  )
}
