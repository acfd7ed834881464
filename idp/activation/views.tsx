import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import type { Faults } from '../../shared/http/form.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface ActivationProps {
  readonly shell: Shell
  /** the app one came from, or the portal: where « Connexion » leads */
  readonly app: { readonly id: string; readonly name: string; readonly startAddress: string }
}

type LinkProps = ActivationProps & { readonly token: string }

/** In the browser that signed up: one press, by a script if there is one. */
export function confirmPage({ shell, app, token }: LinkProps) {
  const t = texts[shell.frame.lang].confirm
  return (
    <Page {...shell} title={t.title} app={app.name}>
      <p>{t.text}</p>
      <Form action={paths.activate(token)} scripted="press">
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}

/** In any other browser: the password proves that whoever opens the link is whoever signed up. */
export function provePage({ shell, app, token, faults = {} }: LinkProps & { readonly faults?: Faults }) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.prove.title} app={app.name}>
      <FaultSummary title={t.faults} faults={faults} />
      <p>{t.prove.text}</p>
      <Form action={paths.activate(token)}>
        <Field
          name="password"
          type="password"
          label={t.prove.password}
          fault={faults['password']}
          autocomplete="current-password"
          reveal={{ show: t.prove.show, hide: t.prove.hide }}
        />
        <button class="button" type="submit">
          {t.prove.act}
        </button>
      </Form>
      <Form action={paths.activateRefuse()}>
        <input type="hidden" name="token" value={token} />
        <p>{t.prove.notMine}</p>
        <button class="button button--quiet" type="submit">
          {t.prove.notMineAct}
        </button>
      </Form>
    </Page>
  )
}

/** The end of the way: on to the app. */
export function endPage({ shell, app, end }: ActivationProps & { readonly end: 'done' | 'already' }) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t[end].title} app={app.name} drawing="done">
      <p>{t[end].text}</p>
      <div class="actions">
        <ButtonLink href={app.startAddress}>{t.signIn}</ButtonLink>
      </div>
    </Page>
  )
}

export function takenPage({ shell, app }: ActivationProps) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.taken.title} app={app.name} drawing="done">
      <p>{t.taken.text}</p>
      <div class="actions">
        <ButtonLink href={app.startAddress}>{t.signIn}</ButtonLink>
      </div>
      <p>
        <a href={paths.forgot(app.id)}>{t.taken.forgot}</a>
      </p>
    </Page>
  )
}

export function expiredPage({ shell, app, token }: LinkProps) {
  const t = texts[shell.frame.lang].expired
  return (
    <Page {...shell} title={t.title} app={app.name} drawing="expired">
      <p>{t.text}</p>
      <Form action={paths.activateRenew()}>
        <input type="hidden" name="token" value={token} />
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}

export function unknownPage({ shell, app }: ActivationProps) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.unknown.title} drawing="expired">
      <p>{t.unknown.text}</p>
      <div class="actions">
        <ButtonLink href={paths.activateAgain()}>{t.unknown.act}</ButtonLink>
        <ButtonLink href={app.startAddress} quiet>
          {t.signIn}
        </ButtonLink>
      </div>
    </Page>
  )
}

export function refusedPage({ shell }: { readonly shell: Shell }) {
  const t = texts[shell.frame.lang].refused
  return (
    <Page {...shell} title={t.title} drawing="done">
      <p>{t.text}</p>
      <div class="actions">
        <ButtonLink href={paths.signup()} quiet>
          {t.signUp}
        </ButtonLink>
      </div>
    </Page>
  )
}

export interface AgainProps {
  readonly shell: Shell
  readonly app: string | undefined
  readonly email: string
  readonly faults?: Faults
}

export function againPage({ shell, app, email, faults = {} }: AgainProps) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.again.title}>
      <FaultSummary title={t.faults} faults={faults} />
      <p>{t.again.text}</p>
      <Form action={paths.activateAgain(app)}>
        <Field
          name="email"
          type="email"
          label={t.email}
          value={email}
          fault={faults['email']}
          autocomplete="email"
          maxlength={254}
        />
        <button class="button" type="submit">
          {t.again.act}
        </button>
      </Form>
      <p>
        {t.again.noSignup} <a href={paths.signup({ app })}>{t.again.signUpHere}</a>
      </p>
    </Page>
  )
}

export function linkSentPage({ shell, app }: { readonly shell: Shell; readonly app: string | undefined }) {
  const t = texts[shell.frame.lang].sent
  return (
    <Page {...shell} title={t.title} drawing="mail">
      <p>{t.text}</p>
      <p>
        {t.nothing} <a href={paths.activateAgain(app)}>{t.retry}</a>
      </p>
    </Page>
  )
}
