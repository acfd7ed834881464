import { FaultSummary, Field, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice, Steps } from '../../shared/html/parts.tsx'
import type { Faults, Typed } from '../../shared/http/form.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { Ceremony } from './ceremony.tsx'
import type { Passkey } from './service.ts'
import { texts } from './texts.ts'

interface Props {
  readonly shell: AreaShell
}

interface AddProps extends Props {
  readonly isFull: boolean
  /** there is nothing else yet that confirms who it is */
  readonly isFirst: boolean
  readonly fault?: string | undefined
}

export function addPage({ shell, isFull, isFirst, fault }: AddProps) {
  const { lang } = shell.frame
  const t = texts[lang].add
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <FaultSummary title={t.faults} faults={{ form: fault }} />
      <p class="lead">{t.lead}</p>
      {isFull ? (
        <Notice tone="warn">{t.full}</Notice>
      ) : (
        <>
          <Steps items={t.steps} />
          <div data-passkey-without>
            <Notice tone="warn">{t.without}</Notice>
          </div>
          <Ceremony
            lang={lang}
            act="create"
            action={paths.newPasskey()}
            options={paths.newPasskeyOptions()}
            label={t.act}
          />
          {isFirst && <p class="soft">{t.ends}</p>}
        </>
      )}
      <p>
        <a href={paths.security()}>{t.cancel}</a>
      </p>
    </AreaPage>
  )
}

interface NameProps extends Props {
  readonly passkey: Passkey
  /** it has just come */
  readonly isNew: boolean
  readonly typed?: Typed
  readonly faults?: Faults
}

export function namePage({ shell, passkey, isNew, typed = {}, faults = {} }: NameProps) {
  const t = texts[shell.frame.lang].name
  return (
    <AreaPage {...shell} title={isNew ? t.titleAdded : t.title} current="account">
      {isNew && (
        <Notice tone="good" live>
          <p>
            {t.added} {t.useful}
          </p>
        </Notice>
      )}
      <FaultSummary title={t.faults} faults={faults} />
      <Form action={paths.passkey(passkey.id)}>
        <Field
          name="name"
          label={t.label}
          hint={t.hint}
          value={typed['name'] ?? passkey.name}
          fault={faults['name']}
          autocomplete="off"
          maxlength={40}
        />
        <div class="actions">
          <button class="button" type="submit">
            {t.act}
          </button>
          {!isNew && (
            <ButtonLink href={paths.security()} quiet>
              {t.cancel}
            </ButtonLink>
          )}
        </div>
      </Form>
    </AreaPage>
  )
}

export function removePage({ shell, passkey, isLast }: Props & { passkey: Passkey; isLast: boolean }) {
  const t = texts[shell.frame.lang].removal
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <p>
        <strong class="address">
          <bdi>{passkey.name}</bdi>
        </strong>
      </p>
      <p>{t.effect}</p>
      {isLast && (
        <Notice tone="warn">
          <p>{t.last}</p>
        </Notice>
      )}
      <p>{t.device}</p>
      <p>{t.undo}</p>
      <Form action={paths.removePasskey(passkey.id)}>
        <div class="actions">
          <button class="button" type="submit">
            {t.act}
          </button>
          <ButtonLink href={paths.security()} quiet>
            {t.keep}
          </ButtonLink>
        </div>
      </Form>
    </AreaPage>
  )
}
