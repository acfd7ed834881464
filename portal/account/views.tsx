import { ButtonLink, Facts, Notice } from '../../shared/html/parts.tsx'
import { formatInstant } from '../../shared/i18n.ts'
import type { Visitor } from '../auth/guards.ts'
import { Page } from '../frame.tsx'
import { CallCentre } from '../help/call-centre.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { addressOf } from './address.ts'
import { texts } from './texts.ts'

export interface AccountProps {
  readonly shell: Shell
  readonly visitor: Visitor
  readonly contractCount: number
  /** where BMW ID lets one choose a new password */
  readonly passwordAddress: string
  readonly now: number
}

export function accountPage({ shell, visitor, contractCount, passwordAddress, now }: AccountProps) {
  const { lang } = shell.frame
  const t = texts[lang]
  const { customer } = visitor
  return (
    <Page {...shell} title={t.title} current="account">
      <p class="lead">{t.lead}</p>
      <section class="stack stack--close">
        <h2>{t.identity}</h2>
        <Facts
          items={[
            {
              term: t.name,
              value: addressOf({ ...customer, familyName: `${customer.givenName} ${customer.familyName}` }, lang),
            },
            { term: t.email, value: customer.email },
            { term: t.password, value: t.passwordHidden },
            { term: t.lastSignIn, value: formatInstant(lang, visitor.authenticatedAt) },
          ]}
        />
        <ButtonLink href={passwordAddress} quiet>
          {t.changePassword}
        </ButtonLink>
      </section>
      <section class="stack stack--close">
        <h2>{t.contracts}</h2>
        <p>{t.contractCount(contractCount)}</p>
        {customer.attachBlocked ? (
          <Notice tone="warn">
            <p>{t.blocked}</p>
            <CallCentre lang={lang} now={now} />
          </Notice>
        ) : (
          <ButtonLink href={paths.addContract()} quiet>
            {t.add}
          </ButtonLink>
        )}
      </section>
    </Page>
  )
}
