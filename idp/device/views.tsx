import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { Notice } from '../../shared/html/parts.tsx'
import { type Hidden, HiddenFields } from '../engine/pages.tsx'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { texts } from './texts.ts'

interface FormProps {
  readonly shell: Shell
  readonly action: string
  /** what the engine wants back: it knows this browser by it */
  readonly values: Hidden
}

export function DeviceCodePage({
  shell,
  action,
  values,
  typed,
  fault,
}: FormProps & { readonly typed: string; readonly fault?: string | undefined }) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.code.title}>
      <p>{t.code.text}</p>
      <FaultSummary title={t.code.faults} faults={{ user_code: fault }} />
      <Form action={action}>
        <HiddenFields values={values} />
        <Field
          name="user_code"
          label={t.label}
          hint={t.hint}
          value={typed}
          fault={fault}
          autocomplete="off"
          maxlength={40}
        />
        <button class="button" type="submit">
          {t.goOn}
        </button>
      </Form>
    </Page>
  )
}

/** The one gate against a stranger's code that somebody was talked into (RFC 8628 §5.4). */
export function DeviceConfirmPage({
  shell,
  action,
  values,
  app,
  userCode,
}: FormProps & { readonly app: string; readonly userCode: string }) {
  const t = texts[shell.frame.lang]
  const { confirm: _, ...hidden } = values // the button says it
  return (
    <Page {...shell} title={t.confirm.title(app)}>
      <p>{t.confirm.compare}</p>
      <p class="device-code">{userCode}</p>
      <Notice tone="warn">
        <p>
          <strong>{t.confirm.onlyYou}</strong>
        </p>
        <p>{t.confirm.nobodyAsks}</p>
      </Notice>
      <Form action={action}>
        <HiddenFields values={hidden} />
        <button class="button" type="submit" name="confirm" value="yes">
          {t.goOn}
        </button>
        <button class="button button--quiet" type="submit" name="abort" value="yes">
          {t.confirm.refuse}
        </button>
      </Form>
    </Page>
  )
}

export function DeviceDonePage({ shell, app }: { shell: Shell; app: string }) {
  const t = texts[shell.frame.lang].done
  return (
    <Page {...shell} title={t.title} drawing="done">
      <p>{t.text(app)}</p>
    </Page>
  )
}

export function DeviceRefusedPage({ shell }: { shell: Shell }) {
  const t = texts[shell.frame.lang].refused
  return (
    <Page {...shell} title={t.title} drawing="blocked">
      <p>{t.text}</p>
    </Page>
  )
}
