import { Form } from '../../shared/html/form.tsx'
import { safeLink } from '../../shared/html/links.ts'
import { ButtonLink } from '../../shared/html/parts.tsx'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { texts } from './texts.ts'

/** Hidden values of a form that the engine wants back. */
export type Hidden = Readonly<Record<string, string>>

export const HiddenFields = ({ values }: { values: Hidden }) => (
  <>
    {Object.entries(values).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
)

/** A protocol error. The visitor can do nothing about it but start again; the reference leads the operator to its cause. */
export function FailedPage({
  shell,
  reference,
  startAddress,
}: {
  shell: Shell
  reference: string
  startAddress: string | undefined
}) {
  const t = texts[shell.frame.lang].failed
  const start = safeLink(startAddress)
  return (
    <Page {...shell} title={t.title} drawing="broken">
      <p>{t.text}</p>
      <p class="reference">{t.reference(reference)}</p>
      {start && <ButtonLink href={start}>{t.again}</ButtonLink>}
    </Page>
  )
}

/** Back button, bookmark, or an hour of waiting: the way on is through the app. */
export function ExpiredPage({ shell, app }: { shell: Shell; app: { name: string; startAddress: string } }) {
  const t = texts[shell.frame.lang].expired
  const start = safeLink(app.startAddress)
  return (
    <Page {...shell} title={t.title} drawing="expired">
      <p>{t.text}</p>
      {start && <ButtonLink href={start}>{t.again(app.name)}</ButtonLink>}
    </Page>
  )
}

/** Asks before signing out everywhere; pressed by a script when the app has proven that it was asked already. */
export function LogoutPage({
  shell,
  action,
  values,
  proven,
}: {
  shell: Shell
  action: string
  values: Hidden
  proven: boolean
}) {
  const t = texts[shell.frame.lang].logout
  return (
    <Page {...shell} title={t.title}>
      <p>{t.text}</p>
      <Form action={action} scripted={proven ? 'press' : undefined}>
        <HiddenFields values={proven ? { ...values, logout: 'yes' } : values} />
        <button class="button" type="submit" {...(proven ? {} : { name: 'logout', value: 'yes' })}>
          {t.act}
        </button>
        {!proven && (
          <button class="button button--quiet" type="submit">
            {t.stay}
          </button>
        )}
      </Form>
    </Page>
  )
}

export function LoggedOutPage({ shell, startAddress }: { shell: Shell; startAddress: string | undefined }) {
  const t = texts[shell.frame.lang].loggedOut
  return (
    <Page {...shell} title={t.title} drawing="signedOut">
      <p>{t.text}</p>
      {startAddress && <ButtonLink href={startAddress}>{texts[shell.frame.lang].failed.again}</ButtonLink>}
    </Page>
  )
}

/** Carries values to another address by POST: a script presses at once, a person may press too. */
export function OnwardPage({ shell, action, values }: { shell: Shell; action: string; values: Hidden }) {
  const t = texts[shell.frame.lang].onward
  return (
    <Page {...shell} title={t.title}>
      <p>{t.text}</p>
      <Form action={action} scripted="press">
        <HiddenFields values={values} />
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}
