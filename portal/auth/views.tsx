import { Form } from '../../shared/html/form.tsx'
import { ButtonLink, Steps } from '../../shared/html/parts.tsx'
import { View } from '../dashboard/pieces.tsx'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

export function landingPage({ shell }: { shell: Shell }) {
  const t = texts[shell.frame.lang].landing
  return (
    <Page {...shell} title={t.title} wide banner={<View />}>
      <p class="lead">{t.lead}</p>
      <div class="actions">
        <ButtonLink href={paths.login()}>{t.signIn}</ButtonLink>
      </div>
      <p>
        {t.noAccount} <a href={paths.login({ signUp: true })}>{t.signUp}</a>
      </p>
      <h2>{t.stepsTitle}</h2>
      <Steps
        across
        items={t.steps.map(({ title, text }) => (
          <>
            <strong>{title}</strong>
            <br />
            {text}
          </>
        ))}
      />
    </Page>
  )
}

/** The provider does not answer: calm, and a retry that keeps where one wanted to go. */
export function awayPage({ shell, retry }: { shell: Shell; retry: string }) {
  const t = texts[shell.frame.lang].away
  return (
    <Page {...shell} title={t.title} drawing="away">
      <p>{t.text}</p>
      <ButtonLink href={retry}>{t.again}</ButtonLink>
    </Page>
  )
}

/** The way back from the provider led nowhere: refused there, or used already. */
export function notSignedInPage({
  shell,
  because,
  retry,
}: {
  shell: Shell
  because: 'refused' | 'stale' | 'factor'
  retry: string
}) {
  const t = texts[shell.frame.lang][because]
  return (
    <Page
      {...shell}
      title={t.title}
      drawing={({ stale: 'expired', refused: 'broken', factor: 'blocked' } as const)[because]}
    >
      <p>{t.text}</p>
      <ButtonLink href={retry}>{t.again}</ButtonLink>
    </Page>
  )
}

export function leavePage({ shell }: { shell: Shell }) {
  const t = texts[shell.frame.lang].leave
  return (
    <Page {...shell} title={t.title}>
      <p>{t.text}</p>
      <Form action={paths.logout()}>
        <button class="button" type="submit">
          {t.act}
        </button>
        <ButtonLink href={paths.home()} quiet>
          {t.stay}
        </ButtonLink>
      </Form>
    </Page>
  )
}

export function leftPage({ shell, how }: { shell: Shell; how: 'everywhere' | 'onlyHere' | 'idle' }) {
  const t = texts[shell.frame.lang].left
  return (
    <Page {...shell} title={t.title} drawing="signedOut">
      <p>{t[how]}</p>
      <ButtonLink href={paths.login()}>{t.again}</ButtonLink>
    </Page>
  )
}
