import { Checkbox, Choice } from '../../shared/html/choices.tsx'
import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Countdown, Notice, Steps } from '../../shared/html/parts.tsx'
import type { Faults, Typed } from '../../shared/http/form.ts'
import { formatWait, type Lang } from '../../shared/i18n.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { NewPassword } from '../password/field.tsx'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface SignupProps {
  readonly shell: Shell
  /** the name of the app one came from */
  readonly app: string | undefined
  /** where the form goes, with the app and the question it came from */
  readonly action: string
  /** where somebody goes who has a BMW ID */
  readonly signIn: string
  readonly once: string
  readonly typed: Typed
  readonly faults?: Faults
}

export function signupPage({ shell, app, action, signIn, once, typed, faults = {} }: SignupProps) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.title} app={app}>
      <p>
        {t.haveOne} <a href={signIn}>{t.signInHere}</a>
      </p>
      <FaultSummary title={t.faults.title} faults={faults} />
      <p class="soft">{t.allRequired}</p>
      <Form action={action}>
        <input type="hidden" name="once" value={once} />
        <PersonFields lang={shell.frame.lang} typed={typed} faults={faults} />
        <Field
          name="email"
          type="email"
          label={t.email}
          value={typed['email']}
          fault={faults['email']}
          autocomplete="email"
          maxlength={254}
        />
        <NewPassword lang={shell.frame.lang} label={t.password} fault={faults['password']} />
        <Checkbox name="terms" checked={typed['terms'] === 'on'} fault={faults['terms']} required>
          {t.accept}
          <a href={paths.terms()} target="_blank" rel="noopener" title={t.newTab}>
            {t.terms}
          </a>
        </Checkbox>
        <button class="button" type="submit">
          {t.signUp}
        </button>
        <ButtonLink href={signIn} quiet>
          {t.signIn}
        </ButtonLink>
      </Form>
    </Page>
  )
}

/** Civility and names, as they are asked for wherever somebody says who they are. */
export function PersonFields({ lang, typed, faults = {} }: { lang: Lang; typed: Typed; faults?: Faults | undefined }) {
  const t = texts[lang]
  const common = (name: string) => ({ name, value: typed[name], fault: faults[name] })
  return (
    <>
      <Choice
        {...common('civility')}
        legend={t.civility}
        options={[
          { value: 'madame', label: t.madame },
          { value: 'monsieur', label: t.monsieur },
        ]}
      />
      <Field {...common('givenName')} label={t.givenName} autocomplete="given-name" maxlength={64} />
      <Field {...common('familyName')} label={t.familyName} autocomplete="family-name" maxlength={64} />
    </>
  )
}

export interface SentProps {
  readonly shell: Shell
  readonly app: string | undefined
  readonly email: string
  readonly now: number
  /** from when on the mail may be sent again */
  readonly nextMailAt: number
  /** what became of asking for it again */
  readonly answer?: 'resent' | 'tooEarly' | undefined
}

export function sentPage(props: SentProps) {
  const { shell, app, email } = props
  const t = texts[shell.frame.lang].sent
  return (
    <Page {...shell} title={t.title} app={app} drawing="mail">
      <p>
        {t.to} <strong class="address">{email}</strong>.
      </p>
      <Steps items={[t.confirm, t.thenSignIn]} />
      <p>{t.life}</p>
      <Resend {...props} />
      <p>
        {t.wrong} <a href={paths.signupAddress()}>{t.correct}</a>
      </p>
    </Page>
  )
}

/** The answer is said after the button that was pressed, where one looks. */
function Resend({ shell, now, nextMailAt, answer }: SentProps) {
  const { lang } = shell.frame
  const t = texts[lang].sent
  const wait = formatWait(lang, nextMailAt - now)
  return (
    <Form action={paths.signupResend()}>
      {answer === 'resent' && nextMailAt > now && (
        <Notice tone="good" live>
          {t.resent(wait)}
        </Notice>
      )}
      {answer === 'tooEarly' && (
        <Notice tone="warn" live>
          {t.tooEarly(wait)}
        </Notice>
      )}
      <p>{t.nothing}</p>
      <button class="button button--quiet" type="submit">
        {t.again}
      </button>
      {nextMailAt > now && <Countdown to={nextMailAt} now={now} before={t.availableIn} />}
      <p class="soft">{t.limits}</p>
    </Form>
  )
}

export interface AddressProps {
  readonly shell: Shell
  readonly email: string
  readonly faults?: Faults
}

export function addressPage({ shell, email, faults = {} }: AddressProps) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.address.title}>
      <p>{t.address.text}</p>
      <FaultSummary title={t.faults.title} faults={faults} />
      <Form action={paths.signupAddress()}>
        <Field
          name="email"
          type="email"
          label={t.address.email}
          value={email}
          fault={faults['email']}
          autocomplete="email"
          maxlength={254}
        />
        <button class="button" type="submit">
          {t.address.save}
        </button>
        <ButtonLink href={paths.signupSent()} quiet>
          {t.address.back}
        </ButtonLink>
      </Form>
    </Page>
  )
}
