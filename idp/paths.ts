/** Every address of the provider's own pages; the engine's are in app.ts. */
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
  /** The same, after the second step took too long. */
  signInAgain: (uid: string) => `/interaction/${uid}?sign-in&again`,
  /** Below the address of the question, because its cookie is good there only. */
  consent: (uid: string) => `/interaction/${uid}/consent`,
  /** Asked of somebody who signs in to an account that is to be deleted. */
  keepQuestion: (uid: string) => `/interaction/${uid}/deletion`,
  /** The second step of signing in. */
  confirm: (uid: string, way?: 'app' | 'recovery') => withQuery(`/interaction/${uid}/confirm`, { with: way }),
  confirmOptions: (uid: string) => `/interaction/${uid}/confirm/options`,
  /** Signing in with a passkey alone. */
  passkeySignIn: (uid: string) => `/interaction/${uid}/passkey`,
  passkeySignInOptions: (uid: string) => `/interaction/${uid}/passkey/options`,
  /** For whoever has none of the second factors that an app asks for. */
  strengthen: (uid: string) => `/interaction/${uid}/factor`,
  account: () => '/account',
  /** How one signs in: password, second factors, recovery codes. */
  security: (told?: string) => withQuery('/account/security', { told }),
  profile: (told?: string) => withQuery('/account/profile', { told }),
  changeAddress: () => '/account/email',
  /** Where the link leads that proves the new address. */
  confirmAddress: (token?: string) => withQuery('/account/email/confirm', { token }),
  /** Takes back what was only asked for: as its owner, ... */
  dropAddress: () => '/account/email/cancel',
  /** ... or with the link of the mail to the address that would be left. */
  cancelAddress: (token?: string) => withQuery('/address/cancel', { token }),
  addressCancelled: () => '/address/cancelled',
  changePassword: () => '/account/password',
  passwordChanged: () => '/account/password/done',
  newAuthenticator: () => '/account/security/app',
  removeAuthenticator: (id: string) => `/account/security/app/${id}/remove`,
  newPasskey: () => '/account/security/passkey',
  newPasskeyOptions: () => '/account/security/passkey/options',
  /** `told`: it has just come. */
  passkey: (id: string, told?: 'added') => withQuery(`/account/security/passkeys/${id}`, { told }),
  removePasskey: (id: string) => `/account/security/passkeys/${id}/remove`,
  recoveryCodes: (told?: string) => withQuery('/account/security/codes', { told }),
  rehearseCode: () => '/account/security/codes/rehearse',
  /** Apps of others that may see something; `withdrawn` is one that may no more. */
  connectedApps: (withdrawn?: string) => withQuery('/account/apps', { withdrawn }),
  /** Where our own sign-in ends, for the pages of somebody who is signed in here. */
  ownCallback: () => '/account/callback',
  activity: (before?: number) => withQuery('/account/activity', { before: before?.toString() }),
  /** « Ce n’était pas moi », of one event. */
  disown: (event?: number) => withQuery('/account/activity/not-me', { event: event?.toString() }),
  /** For somebody who is signed in nowhere any more. */
  disowned: () => '/account/closed',
  sessions: (told?: string) => withQuery('/account/sessions', { told }),
  endSession: () => '/account/sessions/end',
  endOtherSessions: () => '/account/sessions/end-others',
  forgetDevice: () => '/account/sessions/forget',
  signOutEverywhere: () => '/account/sign-out-everywhere',
  signedOutEverywhere: () => '/account/signed-out',
  /** What is kept about somebody: to read, to take along, to have deleted. */
  myData: () => '/account/data',
  exportData: () => '/account/data/copy',
  deleteAccount: () => '/account/delete',
  /** For everybody: who gets there is signed out. */
  deletionAsked: () => '/account/delete/asked',
  /** Takes back a change, with the link of the mail about it. */
  undo: (token?: string) => withQuery('/undo', { token }),
  undone: (what: string) => withQuery('/undo/done', { what }),
  apps: () => '/apps',
  newApp: (kind?: string) => withQuery('/apps/new', { kind }),
  app: (id: string, told?: string) => withQuery(`/apps/client/${id}`, { told }),
  editApp: (id: string) => `/apps/client/${id}/edit`,
  /** a picture of an app, for everybody */
  logo: (hash: string) => `/logos/${hash}.png`,
  appLogo: (id: string) => `/apps/client/${id}/logo`,
  dropLogo: (id: string) => `/apps/client/${id}/logo/remove`,
  previewApp: (id: string) => `/apps/client/${id}/preview`,
  addSecret: (id: string) => `/apps/client/${id}/secrets`,
  endSecret: (id: string, secret: string) => `/apps/client/${id}/secrets/${secret}/end`,
  disableApp: (id: string) => `/apps/client/${id}/disable`,
  enableApp: (id: string) => `/apps/client/${id}/enable`,
  removeApp: (id: string) => `/apps/client/${id}/remove`,
  failures: () => '/apps/failures',
  failure: (reference: string) => `/apps/failures/${reference}`,
  /** Where somebody enters the code that a device shows; the engine's, with our pages. */
  device: (userCode?: string) => withQuery('/device', { user_code: userCode }),
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
