import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Facts, Notice } from '../../shared/html/parts.tsx'
import type { Faults } from '../../shared/http/form.ts'
import { formatDate, formatInstant, parisDate } from '../../shared/i18n.ts'
import type { CodesState } from '../factors/service.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

interface ShownProps {
  readonly shell: AreaShell
  readonly codes: readonly string[]
  readonly next?: string
}

/** The one page that shows recovery codes. The file is in the link itself: nothing is asked of us again. */
export function shownPage({ shell, codes, next = paths.security() }: ShownProps) {
  const t = texts[shell.frame.lang].shown
  const file = `${t.fileHead}\r\n\r\n${codes.join('\r\n')}\r\n`
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <Notice tone="warn" live>
        <p>{t.once}</p>
      </Notice>
      <p>{t.text}</p>
      <ol class="codes" id="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="actions">
        <a
          class="button button--quiet"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download={t.file}
        >
          {t.download}
        </a>
        <button class="button button--quiet" type="button" data-print hidden>
          {t.print}
        </button>
        <button class="button button--quiet" type="button" data-copy="codes" data-copied={t.copied} hidden>
          {t.copy}
        </button>
      </div>
      <div class="actions">
        <ButtonLink href={next}>{t.kept}</ButtonLink>
      </div>
    </AreaPage>
  )
}

export interface CodesProps {
  readonly shell: AreaShell
  readonly codes: CodesState
  /** the one that was tried out does */
  readonly works?: boolean
  readonly faults?: Faults
}

/** What is left of them; trying one out; making them anew. */
export function codesPage({ shell, codes, works = false, faults = {} }: CodesProps) {
  const { lang } = shell.frame
  const t = texts[lang].codes
  const { left, madeAt, rehearsedAt } = codes
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <FaultSummary title={t.faults.title} faults={faults} />
      {works && (
        <Notice tone="good" live>
          <p>{t.works}</p>
        </Notice>
      )}
      <p>{t.lead}</p>
      <Facts
        items={[
          { term: t.left, value: t.count(left) },
          ...(madeAt === undefined ? [] : [{ term: t.made, value: formatDate(lang, parisDate(madeAt)) }]),
          { term: t.rehearsed, value: rehearsedAt === undefined ? t.never : formatInstant(lang, rehearsedAt) },
        ]}
      />
      {left > 0 && <TryPart shell={shell} codes={codes} faults={faults} />}
      <section class="stack">
        <h2>{t.anew}</h2>
        <p>{t.anewText}</p>
        <Form action={paths.recoveryCodes()}>
          <button class="button button--quiet" type="submit">
            {t.anewAct}
          </button>
        </Form>
      </section>
      <p>
        <a href={paths.security()}>{t.back}</a>
      </p>
    </AreaPage>
  )
}

function TryPart({ shell, faults = {} }: CodesProps) {
  const t = texts[shell.frame.lang].codes
  const words = { label: t.code, hint: t.codeHint, fault: faults['code'] }
  return (
    <section class="stack">
      <h2>{t.try}</h2>
      <p>{t.tryText}</p>
      <Form action={paths.rehearseCode()}>
        <Field name="code" {...words} autocomplete="off" maxlength={40} />
        <button class="button" type="submit">
          {t.tryAct}
        </button>
      </Form>
    </section>
  )
}
