import { z } from 'zod'
import type { Context } from '../../shared/http/context.ts'
import { type Form, readForm } from '../../shared/http/form.ts'
import type { Lang } from '../../shared/i18n.ts'
import { type Client, type Fault, KINDS, type Settings, type Wish } from '../clients/service.ts'

// What the form of an app sends, and what it shows. It judges nothing: the rules are those of clients/.

const text = z.string().max(20_000).default('')
const lines = text.transform((value) => value.split(/\r?\n/))
const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')

const schema = z.object({
  name: text,
  kind: z.string().transform((value) => KINDS.find((kind) => kind === value)),
  authentication: z.string().optional(),
  redirectUris: lines,
  postLogoutRedirectUris: lines,
  backchannelLogoutUri: text,
  startUri: text,
  clientUri: text,
  policyUri: text,
  tosUri: text,
  jwks: text,
  jwksUri: text,
  corsOrigins: lines,
  idTokenAlg: z.string().optional(),
  profile: ticked,
  email: ticked,
  refresh: ticked,
  fapi: ticked,
  mfa: ticked,
  once: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
})

export interface AppForm {
  readonly wish: Wish
  /** of this page: a second click registers nothing */
  readonly once: string | undefined
}

/** What was typed, as the wish that it is. `kind` cannot be changed once it is chosen. */
export async function readApp(ctx: Context, fixed?: Settings['kind']): Promise<Form<AppForm>> {
  const form = await readForm(ctx, schema)
  if (form.kind === 'faulty') return form
  const { profile, email, once, kind, authentication, idTokenAlg, ...said } = form.value
  const chosen = fixed ?? kind ?? 'web'
  const scopes = ['openid', ...(profile ? ['profile'] : []), ...(email ? ['email'] : [])]
  const wish = {
    ...said,
    kind: chosen,
    ...(authentication ? { authentication: authentication as Settings['authentication'] } : {}),
    ...(idTokenAlg ? { idTokenAlg: idTokenAlg as Settings['idTokenAlg'] } : {}),
    scopes: chosen === 'service' ? [] : scopes,
  }
  return { kind: 'valid', value: { wish, once }, typed: form.typed }
}

/** An app's settings as its form would have sent them. */
export const typedOf = ({ settings }: Pick<Client, 'settings'>): Readonly<Record<string, string>> => ({
  name: settings.name,
  kind: settings.kind,
  authentication: settings.authentication,
  redirectUris: settings.redirectUris.join('\n'),
  postLogoutRedirectUris: settings.postLogoutRedirectUris.join('\n'),
  backchannelLogoutUri: settings.backchannelLogoutUri ?? '',
  startUri: settings.startUri ?? '',
  clientUri: settings.clientUri ?? '',
  policyUri: settings.policyUri ?? '',
  tosUri: settings.tosUri ?? '',
  jwks: settings.jwks ?? '',
  jwksUri: settings.jwksUri ?? '',
  corsOrigins: settings.corsOrigins.join('\n'),
  idTokenAlg: settings.idTokenAlg,
  ...(settings.scopes.includes('profile') ? { profile: 'on' } : {}),
  ...(settings.scopes.includes('email') ? { email: 'on' } : {}),
  ...(settings.refresh ? { refresh: 'on' } : {}),
  ...(settings.fapi ? { fapi: 'on' } : {}),
  ...(settings.mfa ? { mfa: 'on' } : {}),
})

/** Each fault beside its field; several of one field become one. */
export function faultsIn(lang: Lang, faults: readonly Fault[]): Readonly<Record<string, string>> {
  const said: Record<string, string> = {}
  for (const { field, say } of faults) {
    const place = field === 'scopes' ? 'profile' : field
    said[place] = said[place] === undefined ? say[lang] : `${said[place]} ${say[lang]}`
  }
  return said
}
