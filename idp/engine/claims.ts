import type { AccountClaims } from 'oidc-provider'
import type { Account } from '../account/service.ts'

/** Which claims each scope opens (OpenID Connect Core §5.4). `civility` is ours: "madame" or "monsieur". When and how
 *  somebody signed in stands in every ID token: an app must not have to ask to be able to check. */
export const claimsByScope = {
  openid: ['sub', 'auth_time', 'amr', 'acr'],
  profile: ['given_name', 'family_name', 'name', 'locale', 'civility'],
  email: ['email', 'email_verified'],
}

export const claimsOf = (account: Account): AccountClaims => ({
  sub: account.id,
  given_name: account.givenName,
  family_name: account.familyName,
  name: `${account.givenName} ${account.familyName}`,
  locale: account.lang,
  civility: account.civility,
  email: account.email,
  email_verified: true, // an account exists only once its address is proven
})
