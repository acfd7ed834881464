import type { ComponentChildren } from 'preact'
import { FaultIcon } from './drawings.tsx'

export interface FormProps {
  readonly action: string
  readonly children: ComponentChildren
  /** `press`: a script sends the form once as soon as the page is open; without scripts a person presses the button. */
  readonly scripted?: 'press' | undefined
  readonly downloads?: boolean | undefined // the answer is a file, and the page may ask for it again
}

/** The server judges what was typed, in the page's language; the browser only sends it, and only once. */
export function Form({ action, children, scripted, downloads = false }: FormProps) {
  return (
    <form
      class="form"
      method="post"
      action={action}
      novalidate
      data-submit-once={!downloads || undefined}
      data-press={scripted === 'press' || undefined}
    >
      {children}
    </form>
  )
}

/** What every control has. */
export interface Said {
  readonly name: string
  readonly hint?: ComponentChildren
  readonly fault?: string | undefined
}

export interface FieldProps extends Said {
  readonly label: string
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'date' | undefined
  readonly value?: string | undefined
  readonly autocomplete?: string | undefined
  readonly inputmode?: 'text' | 'email' | 'numeric' | 'decimal' | 'tel' | undefined
  readonly maxlength?: number | undefined
  /** The words of the button that shows and hides a password. */
  readonly reveal?: { readonly show: string; readonly hide: string } | undefined
  readonly oneTimeCode?: true | undefined
  readonly required?: boolean | undefined
  /** The word beside the label of a field that may stay empty, for example « facultatif ». It makes `required` false. */
  readonly optional?: string | undefined
}

/** Label, hint, fault, control: read in this order, and told to assistive technology in this order. */
export function Field(props: FieldProps) {
  const { name, label, hint, fault, optional } = props
  return (
    <div class={classes('field', fault && 'field--faulty', props.oneTimeCode && 'code-field')}>
      <label class="field__label" for={`field-${name}`}>
        {label}
        {optional && <span class="field__optional"> ({optional})</span>}
      </label>
      <Explanations name={name} hint={hint} fault={fault} />
      <div class="field__control">
        <Control {...props} />
      </div>
    </div>
  )
}

function Control(props: FieldProps) {
  const { name, type = 'text', value, maxlength, reveal, oneTimeCode, optional } = props
  return (
    <input
      class="field__input"
      id={`field-${name}`}
      name={name}
      {...({ type } as { type: 'text' })} // preact's types know each kind of input apart; ours is the caller's choice
      // What a person typed as a password never comes back to the page.
      value={type === 'password' ? undefined : value}
      autocomplete={oneTimeCode ? 'one-time-code' : props.autocomplete}
      inputmode={oneTimeCode ? 'numeric' : props.inputmode}
      maxlength={maxlength}
      required={props.required ?? optional === undefined}
      spellcheck={false}
      aria-invalid={props.fault ? 'true' : 'false'}
      aria-describedby={describedBy(props)}
      data-reveal-show={reveal?.show}
      data-reveal-hide={reveal?.hide}
      data-one-time-code={oneTimeCode}
    />
  )
}

/** By field name. The name `form` is for a fault of no single field: it is said without a link. */
export type Faults = Readonly<Record<string, string | undefined>>

/** Everything that is wrong, on top, each leading to its field. Nothing at all when nothing is wrong. */
export function FaultSummary({ title, faults }: { readonly title: string; readonly faults: Faults }) {
  const entries = Object.entries(faults).filter((entry): entry is [string, string] => Boolean(entry[1]))
  if (entries.length === 0) return null
  return (
    <div class="faults" role="alert" tabindex={-1} data-faults aria-labelledby="faults-title">
      <h2 class="faults__title" id="faults-title">
        <FaultIcon />
        {title}
      </h2>
      <ul class="faults__list">
        {entries.map(([name, fault]) => (
          <li key={name}>{name === 'form' ? fault : <a href={`#field-${name}`}>{fault}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

export function Explanations({ name, hint, fault }: Said) {
  return (
    <>
      {hint && (
        <p class="field__hint" id={`field-${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="field__fault" id={`field-${name}-fault`}>
          <FaultIcon />
          {fault}
        </p>
      )}
    </>
  )
}

export const describedBy = ({ name, hint, fault }: Said): string | undefined =>
  [hint && `field-${name}-hint`, fault && `field-${name}-fault`].filter(Boolean).join(' ') || undefined

export const classes = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ')
