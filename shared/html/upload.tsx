import type { ComponentChildren } from 'preact'
import { classes, describedBy, Explanations, type Said } from './form.tsx'

/** A form that sends one file (RFC 7578). */
export function UploadForm({ action, children }: { readonly action: string; readonly children: ComponentChildren }) {
  return (
    <form class="form" method="post" action={action} enctype="multipart/form-data" novalidate data-submit-once>
      {children}
    </form>
  )
}

/** Where a file is chosen. A browser shows no file again that was refused: it has to be chosen anew. */
export function FileField({ label, accept, ...said }: Said & { readonly label: string; readonly accept: string }) {
  const { name, fault } = said
  return (
    <div class={classes('field', fault && 'field--faulty')}>
      <label class="field__label" for={`field-${name}`}>
        {label}
      </label>
      <Explanations {...said} />
      <div class="field__control">
        <input
          class="field__input"
          id={`field-${name}`}
          type="file"
          name={name}
          accept={accept}
          required
          aria-invalid={fault ? 'true' : 'false'}
          aria-describedby={describedBy(said)}
        />
      </div>
    </div>
  )
}
