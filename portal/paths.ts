/** Every address of the portal. */
export const paths = {
  landing: () => '/',
  login: (options: { returnTo?: string; signUp?: boolean; stepUp?: boolean } = {}) =>
    withQuery('/login', {
      return_to: options.returnTo,
      sign_up: options.signUp ? '1' : undefined,
      step_up: options.stepUp ? '1' : undefined,
    }),
  callback: () => '/callback',
  logout: (because?: 'idle' | 'away') => withQuery('/logout', { because }),
  backchannelLogout: () => '/backchannel-logout',
  jwks: () => '/.well-known/jwks.json',
  home: () => '/home',
  addContract: (number?: string) => withQuery('/contracts/new', { number }),
  enterCode: () => '/contracts/new/code',
  resendCode: () => '/contracts/new/code/resend',
  cancelCode: () => '/contracts/new/code/cancel',
  contract: (number: string) => `/contracts/${number}`,
  account: () => '/account',
  help: (question?: string) => `/help${question ? `#${question}` : ''}`,
  notice: () => '/legal/notice',
  privacy: () => '/legal/privacy',
  /** where an SMS gateway tells what became of a message */
  smsStatus: () => '/sms/status',
  health: () => '/health',
} as const

/** Where a sign-in may lead back to: pages of ours that a person can have asked for (RFC 9700 §4.11). */
export const isReturnable = (path: string): boolean =>
  /^(\/home|\/account|\/help|\/contracts\/new(\?number=S\d{10})?|\/contracts\/S\d{10})$/.test(path)

function withQuery(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}
