import type { AccountClaims } from 'oidc-provider'
import type { Lang } from '../../shared/i18n.ts'
import type { Account } from '../account/service.ts'
import { texts } from './texts.ts'

/** One thing that an app can learn of somebody. */
export interface Claim {
  /** the scope that opens it (OpenID Connect Core §5.4) */
  readonly scope: string
  /** where its value comes from: a column of the account, the session, or neither */
  readonly source: 'account' | `account.${string}` | `session.${string}` | 'always'
  /** its value, for those that are the account's */
  readonly of?: (account: Account) => string | boolean
  /** its value as a person would say it, where it says more than the words alone */
  readonly shown?: (account: Account, lang: Lang) => string
  /** another claim whose words say this one too */
  readonly within?: ClaimName
}

export type ClaimName = keyof typeof texts.fr.claims

/** Everything that can be told of somebody. `civility` is ours: "madame" or "monsieur". When and how somebody signed in
 *  stands in every ID token: an app must not have to ask to be able to check. */
const claims: Readonly<Record<ClaimName, Claim>> = {
  name: { scope: 'profile', source: 'account', of: fullName, shown: fullName },
  given_name: {
    scope: 'profile',
    source: 'account.given_name',
    of: ({ givenName }) => givenName,
    shown: ({ givenName }) => givenName,
    within: 'name',
  },
  family_name: {
    scope: 'profile',
    source: 'account.family_name',
    of: ({ familyName }) => familyName,
    shown: ({ familyName }) => familyName,
    within: 'name',
  },
  civility: {
    scope: 'profile',
    source: 'account.civility',
    of: ({ civility }) => civility,
    shown: ({ civility }, lang) => texts[lang].civilities[civility],
  },
  locale: {
    scope: 'profile',
    source: 'account.lang',
    of: ({ lang }) => lang,
    shown: (account, lang) => texts[lang].languages[account.lang],
  },
  email: { scope: 'email', source: 'account.email', of: ({ email }) => email, shown: ({ email }) => email },
  // an account exists only once its address is proven
  email_verified: { scope: 'email', source: 'always', of: () => true, within: 'email' },
  sub: { scope: 'openid', source: 'account.id', of: ({ id }) => id },
  auth_time: { scope: 'openid', source: 'session.loginTs' },
  amr: { scope: 'openid', source: 'session.amr', within: 'auth_time' },
  acr: { scope: 'openid', source: 'session.acr', within: 'auth_time' },
}

const named = Object.entries(claims) as readonly (readonly [ClaimName, Claim])[]

/** Which claims each scope opens. */
export const claimsByScope: Readonly<Record<string, ClaimName[]>> = Object.fromEntries(
  ['openid', 'profile', 'email'].map((scope) => [
    scope,
    named.filter(([, claim]) => claim.scope === scope).map(([name]) => name),
  ]),
)

/** Where a claim's value comes from; what we do not know is the protocol's own. */
export const sourceOf = (name: string): string => named.find(([known]) => known === name)?.[1].source ?? 'protocol'

/** The scope that opens a claim, if we know it. */
export const scopeOf = (name: string): string | undefined => named.find(([known]) => known === name)?.[1].scope

export const claimsOf = (account: Account): AccountClaims => ({
  ...Object.fromEntries(named.flatMap(([name, { of }]) => (of ? [[name, of(account)] as const] : []))),
  sub: account.id,
})

/** « Votre nom », and « Anna Garnier ». */
export interface Told {
  readonly words: string
  readonly value?: string | undefined
}

/** What scopes and single claims tell an app of somebody, a line each; none says what another one has said. */
export function tellClaims(
  { scopes, claims: single }: { scopes: readonly string[]; claims: readonly string[] },
  account: Account,
  lang: Lang,
): Told[] {
  const opened = named.filter(([name, { scope }]) => scopes.includes(scope) || single.includes(name))
  const isSaid = (name: ClaimName | undefined): boolean => opened.some(([other]) => other === name)
  return opened
    .filter(([, { within }]) => !isSaid(within))
    .map(([name, { shown }]) => ({ words: texts[lang].claims[name], value: shown?.(account, lang) }))
}

function fullName({ givenName, familyName }: Account): string {
  return `${givenName} ${familyName}`
}
