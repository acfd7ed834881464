import { Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import { formatInstant, type Lang } from '../../shared/i18n.ts'
import { paths } from '../paths.ts'
import type { Pending, Told } from './service.ts'
import { texts } from './texts.ts'

export interface AddressSectionProps {
  readonly lang: Lang
  readonly email: string
  readonly pending: Pending | undefined
  /** what has just been done here */
  readonly told: Told | undefined
}

/** Of « Mon profil »: the address one signs in with, and what is under way with it. */
export function AddressSection({ lang, email, pending, told }: AddressSectionProps) {
  const t = texts[lang].section
  return (
    <section class="stack">
      <h2>{t.title}</h2>
      {told && (
        <Notice tone="good" live>
          <p>{t.told[told]}</p>
        </Notice>
      )}
      <p>
        {t.email} <strong class="address">{email}</strong> <span class="soft">({t.confirmed})</span>
      </p>
      {pending && <UnderWay lang={lang} pending={pending} />}
      {!pending && (
        <p>
          <ButtonLink href={paths.changeAddress()} quiet>
            {t.change}
          </ButtonLink>
        </p>
      )}
    </section>
  )
}

function UnderWay({ lang, pending }: { lang: Lang; pending: Pending }) {
  const t = texts[lang].section
  const { holdsAt, linkUntil } = pending
  return (
    <>
      <Notice tone="info">
        <p>
          {t.under} <bdi class="address">{pending.email}</bdi>
        </p>
        <p>
          {holdsAt === undefined ? t.toProve(formatInstant(lang, linkUntil)) : t.holds(formatInstant(lang, holdsAt))}
        </p>
        {holdsAt === undefined && (
          <p>
            {t.nothing}
            <a href={paths.changeAddress()}>{t.again}</a>
          </p>
        )}
      </Notice>
      <Form action={paths.dropAddress()}>
        <button class="button button--quiet" type="submit">
          {t.cancel}
        </button>
      </Form>
    </>
  )
}
