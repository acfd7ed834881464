import { Checkbox } from '../../shared/html/choices.tsx'
import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import type { Faults, Typed } from '../../shared/http/form.ts'
import type { App } from '../clients/service.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { Ceremony } from '../passkeys/ceremony.tsx'
import { texts as passkeyTexts } from '../passkeys/texts.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface LoginProps {
  readonly shell: Shell
  readonly uid: string
  readonly app: App
  readonly typed: Typed
  readonly faults?: Faults
  /** after a refusal: the way for somebody whose signup is not confirmed yet */
  readonly refused?: boolean
  /** the second step took too long */
  readonly again?: boolean
  /** a passkey that nobody has any more, for whoever keeps it in the browser */
  readonly unknown?: { readonly party: string; readonly credentialId: string }
}

export function loginPage(props: LoginProps) {
  const { shell, uid, app, typed, faults = {}, refused = false, again = false, unknown } = props
  const t = texts[shell.frame.lang]
  const signup = paths.signup({ app: app.id, uid })
  return (
    <Page {...shell} title={t.title} app={app.name}>
      <p>
        {t.noAccount} <a href={signup}>{t.signupHere}</a>
      </p>
      {again && (
        <Notice tone="info" live>
          <p>{t.again}</p>
        </Notice>
      )}
      <FaultSummary title={t.faults} faults={faults} />
      {refused && (
        <Notice tone="info">
          {t.notActivated} <a href={paths.activateAgain(app.id)}>{t.newLink}</a>
        </Notice>
      )}
      <Form action={paths.interaction(uid)}>
        <Field
          name="email"
          type="email"
          label={t.email}
          value={typed['email']}
          fault={faults['email']}
          autocomplete="username webauthn"
          maxlength={254}
        />
        <Field
          name="password"
          type="password"
          label={t.password}
          fault={faults['password']}
          autocomplete="current-password"
          maxlength={1000}
          reveal={{ show: t.show, hide: t.hide }}
        />
        <Checkbox name="remember" checked={typed['remember'] === 'on'}>
          {t.remember}
        </Checkbox>
        <p>
          <a href={paths.forgot(app.id)}>{t.forgot}</a>
        </p>
        <button class="button" type="submit">
          {t.signIn}
        </button>
      </Form>
      <Ceremony
        lang={shell.frame.lang}
        act="get"
        action={paths.passkeySignIn(uid)}
        options={paths.passkeySignInOptions(uid)}
        label={passkeyTexts[shell.frame.lang].signIn.act}
        quiet
        autofill
      />
      <ButtonLink href={signup} quiet>
        {t.signUp}
      </ButtonLink>
      {unknown && <div hidden data-passkey-party={unknown.party} data-passkey-unknown={unknown.credentialId} />}
    </Page>
  )
}
