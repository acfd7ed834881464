import { Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import { formatInstant } from '../../shared/i18n.ts'
import { AreaPage } from '../frame.tsx'
import { holdings } from '../legal/texts.ts'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

interface Props {
  readonly shell: AreaShell
  /** copies that may be made in a day */
  readonly most: number
}

/** What is kept, and what one may do about it. `anew`: a copy was asked for, and who it is had to be proven first. */
export function dataPage({ shell, most, anew }: Props & { readonly anew: boolean }) {
  const { lang } = shell.frame
  const t = texts[lang].page
  return (
    <AreaPage {...shell} title={t.title} current="account">
      {anew && (
        <Notice tone="info" live>
          <p>{t.anew}</p>
        </Notice>
      )}
      <p class="lead">{t.lead}</p>
      <section class="stack" aria-labelledby="copy">
        <h2 id="copy">{t.copy}</h2>
        <p>{t.copyText}</p>
        <p class="soft">{t.copyLimit(most)}</p>
        <Form action={paths.exportData()} downloads>
          <div class="actions">
            <button class="button" type="submit">
              {t.copyAct}
            </button>
          </div>
        </Form>
      </section>
      <section class="stack" aria-labelledby="delete">
        <h2 id="delete">{t.delete}</h2>
        <p>{t.deleteText}</p>
        <div class="actions">
          <ButtonLink href={paths.deleteAccount()} quiet>
            {t.deleteAct}
          </ButtonLink>
        </div>
      </section>
      <section class="stack" aria-labelledby="kept">
        <h2 id="kept">{t.holdings}</h2>
        <ul class="stack">
          {holdings[lang].map(({ what, why, basis, howLong }) => (
            <li key={what} class="entry">
              <h3>{what}</h3>
              <p>{t.why(why)}</p>
              <p class="soft">{t.howLong(howLong)}</p>
              <p class="soft">{t.basis(basis)}</p>
            </li>
          ))}
        </ul>
        <p>
          <a href={paths.privacy()}>{t.privacy}</a>
        </p>
      </section>
      <p>
        <a href={paths.account()}>{t.back}</a>
      </p>
    </AreaPage>
  )
}

export function spentPage({ shell, most, until }: Props & { readonly until: number }) {
  const { lang } = shell.frame
  const t = texts[lang].spent
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <p>{t.text(most, formatInstant(lang, until))}</p>
      <div class="actions">
        <ButtonLink href={paths.myData()} quiet>
          {t.act}
        </ButtonLink>
      </div>
    </AreaPage>
  )
}
