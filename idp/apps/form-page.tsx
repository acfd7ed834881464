import { Checkbox, Choice } from '../../shared/html/choices.tsx'
import { FaultSummary, type Faults, Field, Form } from '../../shared/html/form.tsx'
import { Lines } from '../../shared/html/lines.tsx'
import { ButtonLink } from '../../shared/html/parts.tsx'
import { AreaPage } from '../frame.tsx'
import type { AreaShell } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'

type Words = (typeof texts)['fr']
type Kind = keyof Words['kinds']
type Authentication = keyof Words['authentications']
type Typed = Readonly<Record<string, string>>

interface FormProps {
  readonly shell: AreaShell
  readonly kind: Kind
  readonly authentications: readonly Authentication[]
  readonly typed: Typed
  readonly faults?: Faults
  /** of a new app: its page counts once; else the app that is changed */
  readonly of: { readonly once: string } | { readonly id: string; readonly name: string }
}

/** Five kinds, a sentence each; what is asked next depends on it. */
export function choosePage({ shell }: { shell: AreaShell }) {
  const t = texts[shell.frame.lang]
  return (
    <AreaPage {...shell} title={t.choose.title} current="apps">
      <p>{t.choose.lead}</p>
      <ul class="stack">
        {(Object.keys(t.kinds) as Kind[]).map((kind) => (
          <li key={kind} class="entry">
            <a class="entry__name" href={paths.newApp(kind)}>
              {t.kinds[kind].name}
            </a>
            <p class="soft">{t.kinds[kind].about}</p>
          </li>
        ))}
      </ul>
    </AreaPage>
  )
}

/** Everything that is said of an app, for its kind. */
export function appFormPage({ shell, kind, authentications, typed, faults = {}, of }: FormProps) {
  const words = texts[shell.frame.lang]
  const t = words.form
  const isNew = 'once' in of
  const parts = { t, kind, typed, faults }
  return (
    <AreaPage {...shell} title={isNew ? words.kinds[kind].title : t.edit(of.name)} current="apps">
      <FaultSummary title={t.faults} faults={faults} />
      <Form action={isNew ? paths.newApp(kind) : paths.editApp(of.id)}>
        {isNew && <input type="hidden" name="once" value={of.once} />}
        <input type="hidden" name="kind" value={kind} />
        <Text {...parts} name="name" required />
        {kind !== 'service' && <Scopes {...parts} />}
        <Addresses {...parts} />
        {authentications.length > 1 && <Proof {...parts} {...{ authentications, words }} />}
        {kind !== 'service' && <Tokens {...parts} />}
        <div class="actions">
          <button class="button" type="submit">
            {isNew ? t.act : t.save}
          </button>
          <ButtonLink href={isNew ? paths.apps() : paths.app(of.id)} quiet>
            {t.cancel}
          </ButtonLink>
        </div>
      </Form>
    </AreaPage>
  )
}

interface Part {
  readonly t: Words['form']
  readonly kind: Kind
  readonly typed: Typed
  readonly faults: Faults
}

type Name = keyof Words['form']['fields']

function Text({ t, typed, faults, name, required = false }: Part & { name: Name; required?: boolean }) {
  const optional = required ? {} : { optional: t.optional }
  return (
    <Field name={name} {...t.fields[name]} value={typed[name]} fault={faults[name]} autocomplete="off" {...optional} />
  )
}

function Several({
  t,
  typed,
  faults,
  name,
  as = name,
  rows,
  required = false,
}: Part & { name: Name; as?: Name; rows?: number; required?: boolean }) {
  const optional = required ? {} : { optional: t.optional }
  return <Lines name={name} {...t.fields[as]} value={typed[name]} fault={faults[name]} rows={rows} {...optional} />
}

function Tick({ t, typed, faults, name }: Part & { name: Name }) {
  const { label, hint } = t.fields[name]
  return (
    <Checkbox name={name} checked={typed[name] === 'on'} hint={hint} fault={faults[name]}>
      {label}
    </Checkbox>
  )
}

function Addresses(part: Part) {
  const { t, kind } = part
  const people = kind !== 'service'
  const back = people && kind !== 'device'
  return (
    <fieldset class="stack">
      <legend class="form__part">{t.addresses}</legend>
      {back && (
        <Several {...part} name="redirectUris" as={kind === 'native' ? 'nativeUris' : 'redirectUris'} required />
      )}
      {back && <Several {...part} name="postLogoutRedirectUris" rows={2} />}
      {kind === 'spa' && <Several {...part} name="corsOrigins" rows={2} />}
      {kind === 'web' && <Text {...part} name="backchannelLogoutUri" />}
      {back && <Text {...part} name="startUri" />}
      <Text {...part} name="clientUri" />
      {people && <Text {...part} name="policyUri" />}
      {people && <Text {...part} name="tosUri" />}
    </fieldset>
  )
}

function Proof({
  authentications,
  words,
  ...part
}: Part & { authentications: readonly Authentication[]; words: Words }) {
  const { t, kind, typed, faults } = part
  return (
    <fieldset class="stack">
      <legend class="form__part">{t.proof}</legend>
      <Choice
        name="authentication"
        legend={t.fields.authentication.label}
        value={typed['authentication'] ?? authentications[0]}
        fault={faults['authentication']}
        options={authentications.map((value) => ({ value, label: words.authentications[value] }))}
      />
      <Text {...part} name="jwksUri" />
      <Several {...part} name="jwks" rows={4} />
      {kind === 'web' && <Tick {...part} name="fapi" />}
    </fieldset>
  )
}

const Scopes = (part: Part) => (
  <fieldset class="stack stack--close">
    <legend class="form__part">{part.t.people}</legend>
    <Tick {...part} name="profile" />
    <Tick {...part} name="email" />
    <Tick {...part} name="refresh" />
    <Tick {...part} name="mfa" />
  </fieldset>
)

const Tokens = ({ t, typed, faults }: Part) => (
  <Choice
    name="idTokenAlg"
    legend={t.fields.idTokenAlg.label}
    value={typed['idTokenAlg'] ?? 'ES256'}
    fault={faults['idTokenAlg']}
    options={['ES256', 'RS256'].map((value) => ({ value, label: value }))}
  />
)
