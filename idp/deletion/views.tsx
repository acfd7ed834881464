import { Checkbox } from '../../shared/html/choices.tsx'
import { FaultSummary, type Faults, Form } from '../../shared/html/form.tsx'
import { ButtonLink, Notice, Steps } from '../../shared/html/parts.tsx'
import { formatDate, parisDate } from '../../shared/i18n.ts'
import type { Account } from '../account/service.ts'
import type { App, Client } from '../clients/service.ts'
import { AreaPage, Page } from '../frame.tsx'
import type { AreaShell, Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface FormProps {
  readonly shell: AreaShell
  /** where the portal says what it keeps */
  readonly portalPrivacy: string
  readonly faults?: Faults
  /** they had confirmed before they had to prove who they are */
  readonly anew?: boolean
}

/** Everything that will happen, before the one button. */
export function deletePage({ shell, portalPrivacy, faults = {}, anew = false }: FormProps) {
  const t = texts[shell.frame.lang].form
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <FaultSummary title={t.faults} faults={faults} />
      {anew && (
        <Notice tone="info" live>
          <p>{t.anew}</p>
        </Notice>
      )}
      <Steps items={t.steps} />
      <section class="prose">
        <h2>{t.goes}</h2>
        <List items={t.goesItems} />
      </section>
      <section class="prose">
        <h2>{t.stays}</h2>
        <List items={t.staysItems} />
        <p>
          <a href={portalPrivacy}>{t.portal}</a>
        </p>
      </section>
      <p>
        {t.copyFirst} <a href={paths.myData()}>{t.copy}</a>
      </p>
      <Form action={paths.deleteAccount()}>
        <Checkbox name="understood" fault={faults['understood']} required>
          {t.understood}
        </Checkbox>
        <div class="actions">
          <button class="button" type="submit">
            {t.act}
          </button>
          <ButtonLink href={paths.myData()} quiet>
            {t.cancel}
          </ButtonLink>
        </div>
      </Form>
    </AreaPage>
  )
}

const List = ({ items }: { readonly items: readonly string[] }) => (
  <ul>
    {items.map((item) => (
      <li key={item}>{item}</li>
    ))}
  </ul>
)

/** Whoever answers for apps stays until somebody else does. */
export function ownerPage({ shell, apps, contact }: { shell: AreaShell; apps: readonly Client[]; contact: string }) {
  const t = texts[shell.frame.lang].owner
  return (
    <AreaPage {...shell} title={t.title} current="account">
      <p class="lead">{t.text}</p>
      <section class="stack">
        <h2>{t.apps}</h2>
        <ul class="stack">
          {apps.map(({ id, settings }) => (
            <li key={id} class="entry">
              <a class="entry__name" href={paths.app(id)}>
                {settings.name}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <p class="soft">
        {t.operator} <a href={`mailto:${contact}`}>{contact}</a>.
      </p>
      <p>
        <a href={paths.myData()}>{t.back}</a>
      </p>
    </AreaPage>
  )
}

export function askedPage({ shell }: { readonly shell: Shell }) {
  const t = texts[shell.frame.lang].asked
  return (
    <Page {...shell} title={t.title} drawing="signedOut">
      {t.texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <div class="actions">
        <ButtonLink href={paths.home()} quiet>
          {t.act}
        </ButtonLink>
      </div>
    </Page>
  )
}

export interface QuestionProps {
  readonly shell: Shell
  readonly uid: string
  readonly app: App
  /** to whom it belongs, and when it ends */
  readonly account: Pick<Account, 'email'>
  readonly deleteAt: number
}

/** Before anything else, for whoever signs in to an account that is to be deleted. */
export function questionPage({ shell, uid, app, account, deleteAt }: QuestionProps) {
  const { lang } = shell.frame
  const t = texts[lang].question
  return (
    <Page {...shell} title={t.title(formatDate(lang, parisDate(deleteAt)))} app={app.name}>
      <p>
        <strong class="address">{account.email}</strong>
      </p>
      <p>{t.text}</p>
      <Form action={paths.keepQuestion(uid)}>
        <div class="actions">
          <button class="button" type="submit" name="answer" value="keep">
            {t.keep}
          </button>
          <button class="button button--quiet" type="submit" name="answer" value="leave">
            {t.leave}
          </button>
        </div>
      </Form>
    </Page>
  )
}
