import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { DAY, SECOND } from '../../shared/time.ts'
import type { Known } from './accounts.ts'

const { Check, Prompt, base } = interactionPolicy

/** How long a sign-in holds at most, however much it is used (NIST SP 800-63B-4 §5: 30 days at AAL1). A sign-in that
 *  is not to be remembered also ends with the browser, after an hour without use, and after a day. */
export const REMEMBERED_FOR = 30 * DAY
const SESSION_FOR = DAY

/** How sure we can be of somebody (NIST SP 800-63B-4); only what exists is announced. */
export const ACR_VALUES = ['aal1']

/** What an app may ask for by `prompt`. */
export const PROMPTS = ['none', 'login', 'consent', 'create']

/** Which questions stand between a request and its answer: signing up (`prompt=create`, Initiating User Registration
 *  1.0), signing in, whether an account that is to be deleted is kept, consent. */
export function policy() {
  const prompts = base()
  prompts.add(new Prompt({ name: 'create', requestable: true }), 0)
  prompts.add(new Prompt({ name: DELETION, requestable: false }, goesSoon()), 2)
  const checks = prompts.get('login')?.checks
  checks?.add(new Check('session_age', 'the sign-in is too long ago', isTooOld))
  // the engine's own would ask again and again for what cannot be had
  checks?.remove('essential_acrs')
  checks?.remove('essential_acr')
  checks?.add(new Check('acr', 'the sign-in is not as strong as was asked for', isTooWeak))
  checks?.add(new Check('other_account', 'another person wants to answer', wantsAnother))
  const consent = prompts.get('consent')
  consent?.checks.remove('native_client_prompt')
  consent?.checks.add(
    new Check('native_client_prompt', 'an app on a device is confirmed each time', 'interaction_required', (ctx) =>
      mustConfirm(ctx) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
    ),
  )
  return prompts
}

/** The question whether an account is kept that is to be deleted: nobody gets further in to it, by whatever proof. */
export const DELETION = 'deletion'

const goesSoon = () =>
  new Check('goes_soon', 'the account is to be deleted', 'interaction_required', ({ oidc }) =>
    (oidc.account as Known | undefined)?.deleteAt === undefined ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
  )

const wantsAnother = ({ oidc: { result } }: KoaContextWithOIDC): boolean =>
  Boolean(result?.['otherAccount'] && !result.login)

/** Any program on a device may call itself by the scheme or the port of an app (RFC 8252 §8.6), so nobody is led back to
 *  one without having pressed a button; only https addresses are proven to be an app's. */
export function mustConfirm({ oidc }: KoaContextWithOIDC): boolean {
  const { client, params, result } = oidc
  if (client?.applicationType !== 'native' || oidc.deviceCode || result?.consent) return false
  if (String(params?.['redirect_uri']).startsWith('https:')) return false
  return client['first_party'] !== true || !result?.login
}

/** `acr_values` and the claim `acr` name how strong a sign-in has to be. What can be reached is asked for once; what cannot,
 *  fails if it is essential (OpenID Connect Core §5.5.1.1, and the error code of Unmet Authentication Requirements 1.0), and
 *  is answered with what there is if not. */
function isTooWeak({ oidc }: KoaContextWithOIDC): boolean {
  const { value, values, essential } = oidc.claims.id_token?.['acr'] ?? {}
  const wanted = value === undefined ? (values ?? []) : [value]
  if (!Array.isArray(wanted)) throw new errors.InvalidRequest('invalid claims.id_token.acr.values type')
  if (wanted.length === 0 || wanted.some((acr) => oidc.acr === acr || (acr === 'aal1' && oidc.acr === 'aal2')))
    return false
  const isWithinReach = wanted.some((acr) => ACR_VALUES.includes(acr)) && !oidc.result?.login
  if (essential !== true) return isWithinReach && !oidc.promptPending('none')
  if (isWithinReach) return true
  throw new errors.UnmetAuthenticationRequirements('none of the requested acr values can be reached')
}

function isTooOld({ oidc }: KoaContextWithOIDC): boolean {
  const { session } = oidc
  if (!session?.loginTs || oidc.result?.login) return false
  return Date.now() / SECOND - session.loginTs > mostAge({ transient: session.transient === true }) / SECOND
}

/** Milliseconds from the sign-in on. */
export const mostAge = ({ transient }: { readonly transient: boolean }): number =>
  transient ? SESSION_FOR : REMEMBERED_FOR
