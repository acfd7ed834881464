import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { Countdown, Notice } from '../../shared/html/parts.tsx'
import { formatCountdown } from '../../shared/i18n.ts'
import { Page } from '../frame.tsx'
import { CallCentre } from '../help/call-centre.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface CodePageProps {
  readonly shell: Shell
  readonly now: number
  /** the customer's address, masked: whoever is signed in as somebody else without knowing it sees it here */
  readonly account: string
  readonly challenge: {
    readonly id: string
    readonly number: string
    readonly maskedMobile: string
    readonly resent: boolean
    readonly expiresAt: number
    readonly resendAt: number
    readonly left: number
    readonly message: 'onItsWay' | 'sent' | 'delayed' | 'failed' | 'undelivered'
  }
  readonly fault?: string | undefined
  /** what came of asking for another code */
  readonly notice?: 'tooEarly' | 'paused' | undefined
}

/** Where the code is entered. */
export function codePage(props: CodePageProps) {
  const { shell, now, account, challenge, fault } = props
  const { lang } = shell.frame
  const t = texts[lang].code
  const expired = challenge.expiresAt <= now
  const lead = challenge.resent ? t.resent : t.sent
  return (
    <Page {...shell} title={t.title}>
      {!expired && <FaultSummary title={t.faults} faults={{ code: fault }} />}
      <AskedAgain {...props} />
      <p>{lead(challenge.number, challenge.maskedMobile.replaceAll(' ', '\u00a0'))}</p>
      <p class="soft">{t.account(account)}</p>
      <MessageState {...props} />
      {expired ? (
        <Notice tone="warn" live>
          {t.expired}
        </Notice>
      ) : (
        <CodeForm {...props} />
      )}
      <ResendForm {...props} expired={expired} />
      <CallCentre lang={lang} now={now} />
    </Page>
  )
}

function AskedAgain({ shell, now, challenge, notice }: CodePageProps) {
  if (notice === undefined) return null
  const t = texts[shell.frame.lang].code
  return (
    <Notice tone="warn" live>
      {notice === 'paused' ? t.paused : t.tooEarly(formatCountdown(challenge.resendAt - now))}
    </Notice>
  )
}

/** Renews itself until the text message has left, or cannot. Empty as long as there is nothing to tell. */
function MessageState({ shell, challenge }: CodePageProps) {
  const t = texts[shell.frame.lang].code
  const { message } = challenge
  const pending = message === 'onItsWay' || message === 'delayed'
  return (
    <div class="sms-state" id="sms-state" role="status" data-refresh={pending ? 3 : undefined}>
      {message === 'delayed' && <Notice tone="warn">{t.delayed}</Notice>}
      {message === 'failed' && <Notice tone="danger">{t.failed}</Notice>}
      {message === 'undelivered' && <Notice tone="warn">{t.undelivered}</Notice>}
    </div>
  )
}

function CodeForm({ shell, challenge, fault }: CodePageProps) {
  const t = texts[shell.frame.lang].code
  return (
    <Form action={paths.enterCode()}>
      <Field name="code" label={t.label} hint={t.hint(challenge.left)} fault={fault} oneTimeCode maxlength={12} />
      <input type="hidden" name="challenge" value={challenge.id} />
      <div class="actions">
        <button class="button" type="submit">
          {t.submit}
        </button>
        <button class="button button--quiet" type="submit" formaction={paths.cancelCode()}>
          {t.cancel}
        </button>
      </div>
    </Form>
  )
}

function ResendForm({ shell, now, challenge, expired }: CodePageProps & { readonly expired: boolean }) {
  const t = texts[shell.frame.lang].code
  return (
    <Form action={paths.resendCode()}>
      <input type="hidden" name="challenge" value={challenge.id} />
      <div class="stack stack--close">
        {!expired && <h2>{t.resendTitle}</h2>}
        <div class="actions">
          <button class={expired ? 'button' : 'button button--quiet'} type="submit">
            {t.resend}
          </button>
          {challenge.resendAt > now && (
            <Countdown to={challenge.resendAt} now={now} before={t.available} done={t.availableNow} />
          )}
          {expired && (
            <button class="button button--quiet" type="submit" formaction={paths.cancelCode()}>
              {t.cancel}
            </button>
          )}
        </div>
      </div>
    </Form>
  )
}
