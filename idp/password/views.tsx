import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import type { Faults } from '../../shared/http/form.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { NewPassword } from './field.tsx'
import { texts } from './texts.ts'

interface AskProps {
  readonly shell: Shell
  readonly app: { readonly id: string; readonly name: string } | undefined
}

export function forgotPage({ shell, app, email, faults = {} }: AskProps & { email: string; faults?: Faults }) {
  const t = texts[shell.frame.lang].forgot
  return (
    <Page {...shell} title={t.title} app={app?.name}>
      <FaultSummary title={t.faults} faults={faults} />
      <p>{t.text}</p>
      <Form action={paths.forgot(app?.id)}>
        <Field
          name="email"
          type="email"
          label={t.email}
          value={email}
          fault={faults['email']}
          autocomplete="username"
          maxlength={254}
        />
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}

/** The same whether a mail was sent. */
export function askedPage({ shell, app }: AskProps) {
  const t = texts[shell.frame.lang].sent
  return (
    <Page {...shell} title={t.title} app={app?.name} drawing="mail">
      <p>{t.text}</p>
      <p>
        {t.nothing} <a href={paths.forgot(app?.id)}>{t.retry}</a>
      </p>
      <p>
        {t.noAccount} <a href={paths.signup({ app: app?.id })}>{t.signUpHere}</a>
      </p>
    </Page>
  )
}

export interface ChooseProps {
  readonly shell: Shell
  readonly email: string
  readonly faults?: Faults
}

export function choosePage({ shell, email, faults = {} }: ChooseProps) {
  const t = texts[shell.frame.lang].choose
  return (
    <Page {...shell} title={t.title}>
      <FaultSummary title={t.faults} faults={faults} />
      <p>
        {t.forWhom} <strong class="address">{email}</strong>. {t.ends}
      </p>
      <Form action={paths.reset()}>
        {/* for password managers: whose password this is */}
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <NewPassword lang={shell.frame.lang} label={t.password} fault={faults['password']} />
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}

export function spentPage({ shell }: { readonly shell: Shell }) {
  const t = texts[shell.frame.lang].spent
  return (
    <Page {...shell} title={t.title} drawing="expired">
      <p>{t.text}</p>
      <div class="actions">
        <ButtonLink href={paths.forgot()}>{t.act}</ButtonLink>
      </div>
    </Page>
  )
}

export function donePage({ shell, app }: { shell: Shell; app: { name: string; startAddress: string } }) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.done.title} app={app.name} drawing="done">
      <p>{t.done.text}</p>
      <div class="actions">
        <ButtonLink href={app.startAddress}>{t.signIn}</ButtonLink>
      </div>
    </Page>
  )
}
