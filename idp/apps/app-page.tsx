import { Form } from '../../shared/html/form.tsx'
import { ButtonLink, type Fact, Facts, Notice } from '../../shared/html/parts.tsx'
import { formatInstant } from '../../shared/i18n.ts'
import type { Client, SecretState } from '../clients/service.ts'
import { AppTile } from '../consent/pieces.tsx'
import type { Explanation } from '../failures/service.ts'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import type { LogoutDelivery } from '../sessions/service.ts'
import { Deliveries, Failures } from './history.tsx'
import { texts } from './texts.ts'

export type Told = 'saved' | 'enabled' | 'ended' | 'full'

interface AppProps {
  readonly shell: AreaShell
  readonly client: Client
  readonly issuer: string
  /** the hash of its picture */
  readonly logo: string | undefined
  readonly secrets: readonly SecretState[]
  readonly failures: readonly Explanation[]
  readonly deliveries: readonly LogoutDelivery[]
  readonly told?: Told | undefined
}

/** One app: what it is, its secrets, what was refused to it, and what can be done. */
export function appPage(props: AppProps) {
  const { shell, client, told } = props
  const words = texts[shell.frame.lang]
  const t = words.app
  return (
    <AreaPage {...shell} title={`${client.settings.name}.`} current="apps">
      {told && (
        <Notice tone={told === 'full' ? 'warn' : 'good'} live>
          <p>{told === 'full' ? words.secret.full : t[told]}</p>
        </Notice>
      )}
      {client.disabledAt !== undefined && (
        <Notice tone="warn">
          <p>{client.disabledBy === 'operator' ? t.disabledByOperator : t.disabledByOwner}</p>
        </Notice>
      )}
      {client.settings.kind !== 'service' && (
        <div class="app-head">
          <AppTile name={client.settings.name} logo={props.logo} />
          <p>
            <a href={paths.appLogo(client.id)}>{t.logo}</a>
          </p>
        </div>
      )}
      <Facts items={factsOf(props)} />
      <div class="actions">
        <ButtonLink href={paths.editApp(client.id)}>{t.edit}</ButtonLink>
        {client.settings.scopes.length > 0 && (
          <ButtonLink href={paths.previewApp(client.id)} quiet>
            {t.preview}
          </ButtonLink>
        )}
      </div>
      <Addresses {...props} />
      {client.settings.authentication.startsWith('client_secret') && <Secrets {...props} />}
      <Failures lang={shell.frame.lang} failures={props.failures} />
      {client.settings.backchannelLogoutUri !== undefined && (
        <Deliveries lang={shell.frame.lang} deliveries={props.deliveries} />
      )}
      <Ends {...props} />
    </AreaPage>
  )
}

function factsOf({ shell, client, issuer }: AppProps): Fact[] {
  const { lang } = shell.frame
  const words = texts[lang]
  const t = words.app.facts
  const { settings } = client
  return [
    { term: t.identifier, value: <code>{client.id}</code> },
    { term: t.kind, value: words.kinds[settings.kind].name },
    { term: t.authentication, value: words.authentications[settings.authentication] },
    { term: t.issuer, value: <code>{issuer}</code> },
    { term: t.discovery, value: <code>{`${issuer}/.well-known/openid-configuration`}</code> },
    ...(settings.scopes.length > 0 ? [{ term: t.scopes, value: <code>{settings.scopes.join(' ')}</code> }] : []),
    { term: t.registered, value: formatInstant(lang, client.createdAt) },
    { term: t.changed, value: formatInstant(lang, client.changedAt) },
  ]
}

function Addresses({ shell, client: { settings } }: AppProps) {
  const words = texts[shell.frame.lang]
  const { fields } = words.form
  const entries = (
    [
      ['redirectUris', settings.redirectUris],
      ['postLogoutRedirectUris', settings.postLogoutRedirectUris],
      ['corsOrigins', settings.corsOrigins],
      ['backchannelLogoutUri', [settings.backchannelLogoutUri]],
      ['startUri', [settings.startUri]],
      ['clientUri', [settings.clientUri]],
      ['policyUri', [settings.policyUri]],
      ['tosUri', [settings.tosUri]],
      ['jwksUri', [settings.jwksUri]],
    ] as const
  ).map(([name, uris]) => ({ name, uris: uris.flatMap((uri) => uri ?? []) }))
  const said = entries.filter(({ uris }) => uris.length > 0)
  if (said.length === 0) return null
  return (
    <section class="stack stack--close">
      <h2>{words.app.addresses}</h2>
      <Facts items={said.map(({ name, uris }) => ({ term: fields[name].label, value: <Codes values={uris} /> }))} />
    </section>
  )
}

const Codes = ({ values }: { values: readonly string[] }) => (
  <ul>
    {values.map((value) => (
      <li key={value}>
        <code>{value}</code>
      </li>
    ))}
  </ul>
)

function Secrets({ shell, client, secrets }: AppProps) {
  const { lang } = shell.frame
  const t = texts[lang].app
  const since = ({ createdAt, endsAt }: SecretState): string =>
    endsAt === undefined
      ? t.secretSince(formatInstant(lang, createdAt))
      : t.secretUntil(formatInstant(lang, createdAt), formatInstant(lang, endsAt))
  return (
    <section class="stack stack--close">
      <h2>{t.secrets}</h2>
      {secrets.length === 0 && <p>{t.noSecret}</p>}
      <ul class="stack stack--close">
        {secrets.map((secret) => (
          <li key={secret.id} class="entry entry--act">
            <p>{since(secret)}</p>
            <Form action={paths.endSecret(client.id, secret.id)}>
              <button class="button button--quiet" type="submit">
                {t.endSecret}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      <Form action={paths.addSecret(client.id)}>
        <button class="button button--quiet" type="submit">
          {t.newSecret}
        </button>
      </Form>
    </section>
  )
}

function Ends({ shell, client }: AppProps) {
  const t = texts[shell.frame.lang].app
  const isOff = client.disabledAt !== undefined
  return (
    <section class="stack stack--close">
      {!isOff && <p class="soft">{t.disableHint}</p>}
      <div class="actions">
        {client.disabledBy !== 'operator' && (
          <Form action={isOff ? paths.enableApp(client.id) : paths.disableApp(client.id)}>
            <button class="button button--quiet" type="submit">
              {isOff ? t.enable : t.disable}
            </button>
          </Form>
        )}
        <ButtonLink href={paths.removeApp(client.id)} quiet>
          {t.remove}
        </ButtonLink>
      </div>
    </section>
  )
}
