/** Every address of the provider's own pages; the engine's are in engine/provider.ts. */
export const paths = {
  home: () => '/',
  signup: (from: { app?: string | undefined; uid?: string | undefined } = {}) =>
    withQuery('/signup', { client_id: from.app, uid: from.uid }),
  signupSent: () => '/signup/sent',
  signupResend: () => '/signup/resend',
  signupAddress: () => '/signup/address',
  activate: (token?: string) => withQuery('/activate', { token }),
  activated: (app?: string) => withQuery('/activate/done', { client_id: app }),
  activateRenew: () => '/activate/renew',
  activateRefuse: () => '/activate/refuse',
  activateRefused: () => '/activate/refused',
  activateAgain: (app?: string) => withQuery('/activate/again', { client_id: app }),
  activateSent: (app?: string) => withQuery('/activate/sent', { client_id: app }),
  forgot: (app?: string) => withQuery('/password/forgot', { client_id: app }),
  forgotSent: (app?: string) => withQuery('/password/sent', { client_id: app }),
  reset: (token?: string) => withQuery('/password/reset', { token }),
  resetDone: (app?: string) => withQuery('/password/done', { client_id: app }),
  interaction: (uid: string) => `/interaction/${uid}`,
  /** Back to signing in, also where the app had asked for signing up. */
  signIn: (uid: string) => `/interaction/${uid}?sign-in`,
  account: () => '/account',
  /** Where our own sign-in ends, for the pages of somebody who is signed in here. */
  ownCallback: () => '/account/callback',
  signOutEverywhere: () => '/account/sign-out-everywhere',
  signedOutEverywhere: () => '/account/signed-out',
  apps: () => '/apps',
  terms: () => '/legal/terms',
  notice: () => '/legal/notice',
  privacy: () => '/legal/privacy',
  health: () => '/health',
} as const

function withQuery(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}
