import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { Notice } from '../../shared/html/parts.tsx'
import type { Faults } from '../../shared/http/form.ts'
import type { App } from '../clients/service.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { Ceremony } from '../passkeys/ceremony.tsx'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface ConfirmProps {
  readonly shell: Shell
  readonly uid: string
  readonly app: App
  readonly way: 'passkey' | 'app' | 'recovery'
  /** the authenticator apps, by the names that their owner gave */
  readonly apps: readonly string[]
  readonly hasPasskey: boolean
  readonly codesLeft: number
  readonly faults?: Faults
}

/** The second step of signing in: a passkey, a code of an app, or a recovery code. */
export function confirmPage(props: ConfirmProps) {
  const { shell, uid, app, faults = {} } = props
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.title} app={app.name}>
      <FaultSummary title={t.faults} faults={faults} />
      {props.way === 'passkey' ? <PasskeyWay {...props} /> : <CodeWay {...props} />}
      <OtherWays {...props} />
      <Lost {...props} />
      <p>
        <a href={paths.signIn(uid)}>{t.restart}</a>
      </p>
    </Page>
  )
}

function CodeWay(props: ConfirmProps) {
  const { shell, uid, way } = props
  const t = texts[shell.frame.lang]
  return (
    <>
      <p>{way === 'app' ? t.text : t.recoveryText}</p>
      <Form action={paths.confirm(uid)}>
        <input type="hidden" name="way" value={way} />
        <CodeField {...props} />
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </>
  )
}

function PasskeyWay({ shell, uid }: ConfirmProps) {
  const { lang } = shell.frame
  const t = texts[lang]
  return (
    <>
      <p>{t.passkeyText}</p>
      <div data-passkey-without>
        <Notice tone="warn">{t.passkeyWithout}</Notice>
      </div>
      <Ceremony
        lang={lang}
        act="get"
        action={paths.confirm(uid)}
        options={paths.confirmOptions(uid)}
        label={t.passkeyAct}
        way="passkey"
      />
    </>
  )
}

function CodeField({ shell, way, apps, faults = {} }: ConfirmProps) {
  const t = texts[shell.frame.lang]
  const fault = faults['code']
  if (way === 'recovery') {
    const words = { label: t.recovery, hint: t.recoveryHint }
    return <Field name="code" {...words} fault={fault} autocomplete="off" maxlength={40} />
  }
  return (
    <Field
      name="code"
      label={t.code}
      hint={t.codeHint(apps)}
      fault={fault}
      autocomplete="one-time-code"
      inputmode="numeric"
      maxlength={20}
    />
  )
}

function OtherWays({ shell, uid, way, apps, hasPasskey, codesLeft }: ConfirmProps) {
  const t = texts[shell.frame.lang]
  return (
    <>
      {way !== 'passkey' && hasPasskey && <LinkLine href={paths.confirm(uid)}>{t.usePasskey}</LinkLine>}
      {way !== 'app' && apps.length > 0 && <LinkLine href={paths.confirm(uid, 'app')}>{t.useApp}</LinkLine>}
      {way !== 'recovery' && codesLeft > 0 && (
        <LinkLine href={paths.confirm(uid, 'recovery')}>{t.useRecovery}</LinkLine>
      )}
    </>
  )
}

const LinkLine = ({ href, children }: { href: string; children: string }) => (
  <p>
    <a href={href}>{children}</a>
  </p>
)

/** The two ways back for somebody who has lost what they confirm with; there is no other. */
function Lost({ shell, way, codesLeft }: ConfirmProps) {
  const { lost } = texts[shell.frame.lang]
  return (
    <section class="stack stack--close">
      <h2>{lost.title}</h2>
      {way !== 'recovery' && <p>{codesLeft > 0 ? lost.recovery : lost.none}</p>}
      <p>{lost.desk}</p>
    </section>
  )
}
