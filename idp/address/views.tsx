import { Checkbox } from '../../shared/html/choices.tsx'
import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import type { Faults, Typed } from '../../shared/http/form.ts'
import { AreaPage, Page } from '../frame.tsx'
import type { AreaShell, Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface AskProps {
  readonly shell: AreaShell
  readonly email: string
  readonly typed: Typed
  readonly faults?: Faults
  /** what is there was typed before a proof of who it is */
  readonly kept: boolean
}

export function askPage({ shell, email, typed, faults = {}, kept }: AskProps) {
  const t = texts[shell.frame.lang].ask
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <div class="stack reading">
        <FaultSummary title={t.faults} faults={faults} />
        {kept && (
          <Notice tone="info" live>
            <p>{t.kept}</p>
          </Notice>
        )}
        <p>
          {t.now} <strong class="address">{email}</strong>
        </p>
        <p>{t.how}</p>
        <Form action={paths.changeAddress()}>
          <Field
            name="email"
            type="email"
            label={t.email}
            value={typed['email']}
            fault={faults['email']}
            autocomplete="email"
            maxlength={254}
          />
          <Checkbox name="lost" checked={typed['lost'] === 'on'} hint={t.lostHint}>
            {t.lost}
          </Checkbox>
          <div class="actions">
            <button class="button" type="submit">
              {t.act}
            </button>
            <ButtonLink href={paths.profile()} quiet>
              {t.back}
            </ButtonLink>
          </div>
        </Form>
      </div>
    </AreaPage>
  )
}

export function confirmPage({ shell, email }: { shell: AreaShell; email: string }) {
  const t = texts[shell.frame.lang].confirm
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <div class="stack reading">
        <p>
          {t.lead} <strong class="address">{email}</strong>
        </p>
        <p>{t.effect}</p>
        <Form action={paths.confirmAddress()}>
          <button class="button" type="submit">
            {t.act}
          </button>
        </Form>
      </div>
    </AreaPage>
  )
}

/** A dead end has a way out all the same. */
export function uselessPage({ shell, why }: { shell: Shell; why: 'taken' | 'other' | 'spent' }) {
  const t = texts[shell.frame.lang][why]
  return (
    <Page {...shell} title={t.title} drawing="expired">
      <p>{t.text}</p>
      <div class="actions">
        <ButtonLink href={why === 'other' ? paths.account() : paths.profile()}>{t.act}</ButtonLink>
      </div>
    </Page>
  )
}

/** Asks before it is done: programs that look through mails open links too. */
export function cancelPage({ shell }: { shell: Shell }) {
  const t = texts[shell.frame.lang].cancel
  return (
    <Page {...shell} title={t.title}>
      <p>{t.text}</p>
      <Form action={paths.cancelAddress()}>
        <button class="button" type="submit">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}

export function cancelledPage({ shell }: { shell: Shell }) {
  const t = texts[shell.frame.lang].cancelled
  return (
    <Page {...shell} title={t.title} drawing="signedOut">
      <p>{t.text}</p>
      <p>{t.next}</p>
      <div class="actions">
        <ButtonLink href={paths.forgot()}>{t.act}</ButtonLink>
      </div>
    </Page>
  )
}
