import { Form } from '../../shared/html/form.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import type { App } from '../clients/service.ts'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export interface StrengthenProps {
  readonly shell: Shell
  readonly uid: string
  readonly app: App
  /** the app takes nobody without */
  readonly isEssential: boolean
}

/** An app asks for more than a password, and there is nothing more yet. */
export function strengthenPage({ shell, uid, app, isEssential }: StrengthenProps) {
  const t = texts[shell.frame.lang]
  return (
    <Page {...shell} title={t.title} app={app.name}>
      <p>{t.why(app.name)}</p>
      <p>
        {t.what} {t.back(app.name)}
      </p>
      <ButtonLink href={paths.newAuthenticator()}>{t.add}</ButtonLink>
      <p>
        <a href={paths.newPasskey()}>{t.addPasskey}</a>
      </p>
      <Form action={paths.strengthen(uid)}>
        <button class="button button--quiet" type="submit" name="answer" value={isEssential ? 'decline' : 'without'}>
          {isEssential ? t.decline(app.name) : t.without}
        </button>
      </Form>
    </Page>
  )
}

/** ... and now there is. */
export function readyPage({ shell, uid, app }: Omit<StrengthenProps, 'isEssential'>) {
  const t = texts[shell.frame.lang].ready
  return (
    <Page {...shell} title={t.title} app={app.name} drawing="done">
      <p>{t.text}</p>
      <Form action={paths.strengthen(uid)}>
        <button class="button" type="submit" name="answer" value="stronger">
          {t.act}
        </button>
      </Form>
    </Page>
  )
}
