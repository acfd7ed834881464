import { FaultSummary, type Faults, Field, Form } from '../../shared/html/form.tsx'
import { Facts, Notice } from '../../shared/html/parts.tsx'
import { formatInstant, type Lang } from '../../shared/i18n.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import type { Explanation } from './service.ts'
import { texts } from './texts.ts'

export function findPage({ shell, typed = '', faults = {} }: { shell: AreaShell; typed?: string; faults?: Faults }) {
  const t = texts[shell.frame.lang]
  return (
    <AreaPage {...shell} title={t.find.title} current="apps">
      <FaultSummary title={t.faults} faults={faults} />
      <Form action={paths.failures()}>
        <Field
          name="reference"
          label={t.find.label}
          hint={t.find.hint}
          value={typed}
          fault={faults['reference']}
          autocomplete="off"
        />
        <button class="button" type="submit">
          {t.find.act}
        </button>
      </Form>
    </AreaPage>
  )
}

/** The rule, what was sent beside what is registered, and the fix. */
export function failurePage({ shell, failure, appName }: { shell: AreaShell; failure: Explanation; appName: string }) {
  const { lang } = shell.frame
  const t = texts[lang]
  const { what, fix } = t.rules[failure.rule.name]
  return (
    <AreaPage {...shell} title={t.title} current="apps">
      <Notice tone="warn">
        <p>{what}</p>
      </Notice>
      <section class="stack stack--close">
        <h2>{t.mend}</h2>
        <p>{fix}</p>
      </section>
      <Comparison {...{ lang, failure }} />
      <Facts
        items={[
          { term: t.find.label, value: failure.reference },
          { term: t.app, value: appName },
          { term: t.when, value: formatInstant(lang, failure.at) },
          { term: t.error, value: <code>{failure.error}</code> },
          { term: t.engine, value: <span lang="en">{failure.reason}</span> },
          { term: t.rule, value: failure.rule.source },
        ]}
      />
    </AreaPage>
  )
}

function Comparison({ lang, failure: { rule, sent, registered } }: { lang: Lang; failure: Explanation }) {
  const t = texts[lang]
  if (rule.shows.length === 0) return null
  return (
    <section class="stack stack--close">
      <h2>{t.compared}</h2>
      {rule.shows.map((name) => (
        <Facts
          key={name}
          items={[
            { term: t.sent(name), value: <Lines text={sent[name]} t={t} /> },
            { term: t.registered, value: <Lines text={registered[name]} t={t} /> },
          ]}
        />
      ))}
    </section>
  )
}

const Lines = ({ text, t }: { text: string | undefined; t: Pick<(typeof texts)[Lang], 'nothing' | 'value'> }) =>
  text === undefined ? (
    <span class="soft">{t.nothing}</span>
  ) : (
    <ul>
      {text.split('\n').map((line) => (
        <li key={line}>
          <code>{t.value(line)}</code>
        </li>
      ))}
    </ul>
  )
