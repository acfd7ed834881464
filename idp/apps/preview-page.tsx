import { ButtonLink, Facts } from '../../shared/html/parts.tsx'
import type { Client } from '../clients/service.ts'
import type { Preview, Previewed } from '../engine/service.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

interface PreviewProps {
  readonly shell: AreaShell
  readonly client: Client
  /** those that are shown, of those that the app may ask for */
  readonly scopes: readonly string[]
  readonly preview: Preview
}

/** The ID token and userinfo that an app would receive of whoever looks, claim by claim, with its source. */
export function previewPage({ shell, client, scopes, preview }: PreviewProps) {
  const t = texts[shell.frame.lang].preview
  const all = client.settings.scopes
  return (
    <AreaPage {...shell} title={t.title} current="apps">
      <p>{t.lead(client.settings.name)}</p>
      <form class="form" method="get" action={paths.previewApp(client.id)}>
        <fieldset class="stack stack--close">
          <legend class="form__part">{t.scopes}</legend>
          {all.map((scope) => (
            <div key={scope} class="checkbox__line">
              <input
                class="checkbox__input"
                type="checkbox"
                id={`field-${scope}`}
                name={scope}
                value="on"
                checked={scopes.includes(scope)}
                disabled={scope === 'openid'}
              />
              <label class="checkbox__label" for={`field-${scope}`}>
                <code>{scope}</code>
              </label>
            </div>
          ))}
        </fieldset>
        <button class="button button--quiet" type="submit" name="asked" value="yes">
          {t.act}
        </button>
      </form>
      <Claims title={t.idToken} hint={t.idTokenHint} claims={preview.idToken} />
      <Claims title={t.userinfo} hint={t.userinfoHint} claims={preview.userinfo} />
      <ButtonLink href={paths.app(client.id)} quiet>
        {t.back(client.settings.name)}
      </ButtonLink>
    </AreaPage>
  )
}

const Claims = ({ title, hint, claims }: { title: string; hint: string; claims: readonly Previewed[] }) => (
  <section class="stack stack--close">
    <h2>{title}</h2>
    <p class="soft">{hint}</p>
    <Facts
      items={claims.map(({ name, value, source }) => ({
        term: name,
        value: (
          <>
            <code>{value}</code>
            <br />
            <span class="field__hint">{source}</span>
          </>
        ),
      }))}
    />
  </section>
)
