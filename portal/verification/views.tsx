import type { ComponentChildren } from 'preact'
import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import type { Lang } from '../../shared/i18n.ts'
import { Page } from '../frame.tsx'
import { CallCentre } from '../help/call-centre.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface AddContractProps {
  readonly lang: Lang
  readonly typed: { readonly number?: string | undefined }
  readonly faults: { readonly number?: string | undefined }
  /** a fresh key, so that the form has one effect however often it is sent */
  readonly once: string
}

/** The form that asks for a contract, also in place on an empty home. */
export function AddContractForm({ lang, typed, faults, once }: AddContractProps) {
  const t = texts[lang].add
  return (
    <Form action={paths.addContract()}>
      <p>{t.company}</p>
      <Field
        name="number"
        label={t.number}
        hint={t.hint}
        value={typed.number}
        fault={faults.number}
        autocomplete="off"
        maxlength={40}
      />
      <input type="hidden" name="once" value={once} />
      <div class="actions">
        <button class="button" type="submit">
          {t.submit}
        </button>
        <ButtonLink href={paths.home()} quiet>
          {t.cancel}
        </ButtonLink>
      </div>
    </Form>
  )
}

interface PageProps {
  readonly shell: Shell
  readonly now: number
}

export interface AddContractPageProps extends PageProps, Omit<AddContractProps, 'lang' | 'faults'> {
  readonly faults?: AddContractProps['faults']
  /** the customer has this contract already */
  readonly alreadyYours?: string
  /** no text message can be sent for a while */
  readonly paused?: boolean
}

export function addContractPage({ shell, now, typed, faults = {}, once, alreadyYours, paused }: AddContractPageProps) {
  const { lang } = shell.frame
  const t = texts[lang].add
  return (
    <Page {...shell} title={t.title}>
      <FaultSummary title={t.faults} faults={faults} />
      {alreadyYours !== undefined && (
        <Notice tone="good" live>
          {t.alreadyYours} <a href={paths.contract(alreadyYours)}>{t.see}</a>
        </Notice>
      )}
      {paused && (
        <Notice tone="warn" live>
          {t.paused}
        </Notice>
      )}
      <AddContractForm lang={lang} typed={typed} faults={faults} once={once} />
      <CallCentre lang={lang} now={now} />
    </Page>
  )
}

/** One page for every reason we do not tell: nothing in it may depend on the contract. */
export function refusedPage({ shell, now }: PageProps) {
  const t = texts[shell.frame.lang].refused
  return (
    <EndPage shell={shell} now={now} title={t.title} drawing="lost" call={t.call}>
      <div class="prose">
        <p>{t.why}</p>
        <ul>
          {t.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
    </EndPage>
  )
}

export function limitedPage({ shell, now }: PageProps) {
  const t = texts[shell.frame.lang].limited
  return <EndPage shell={shell} now={now} title={t.title} drawing="expired" call={t.text} />
}

export function blockedPage({ shell, now }: PageProps) {
  const t = texts[shell.frame.lang].blocked
  return (
    <EndPage shell={shell} now={now} title={t.title} drawing="blocked" call={t.call}>
      <p>{t.text}</p>
      <p>{t.still}</p>
    </EndPage>
  )
}

interface EndProps extends PageProps {
  readonly title: string
  readonly drawing: 'lost' | 'expired' | 'blocked'
  /** the sentence before the call centre */
  readonly call: string
  readonly children?: ComponentChildren
}

/** Nothing more can be done here: whom to call, and the way home. */
function EndPage({ shell, now, title, drawing, call, children }: EndProps) {
  const { lang } = shell.frame
  return (
    <Page {...shell} title={title} drawing={drawing}>
      {children}
      <p>{call}</p>
      <CallCentre lang={lang} now={now} />
      <div class="actions">
        <ButtonLink href={paths.home()}>{texts[lang].home}</ButtonLink>
      </div>
    </Page>
  )
}
