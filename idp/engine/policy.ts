import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { DAY, SECOND } from '../../shared/time.ts'

const { Check, Prompt, base } = interactionPolicy

/** How long a sign-in holds at most, however much it is used (NIST SP 800-63B-4 §5: 30 days at AAL1). A sign-in that
 *  is not to be remembered also ends with the browser, after an hour without use, and after a day. */
export const REMEMBERED_FOR = 30 * DAY
const SESSION_FOR = DAY

/** Which questions stand between a request and its answer: signing up (`prompt=create`, Initiating User Registration
 *  1.0), signing in, consent. */
export function policy() {
  const prompts = base()
  prompts.add(new Prompt({ name: 'create', requestable: true }), 0)
  prompts
    .get('login')
    ?.checks.add(
      new Check('session_age', 'the sign-in is too long ago', (ctx) =>
        isTooOld(ctx) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    )
  prompts
    .get('login')
    ?.checks.add(
      new Check('other_account', 'another person wants to answer', ({ oidc: { result } }) =>
        result?.['otherAccount'] && !result.login ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    )
  const consent = prompts.get('consent')
  consent?.checks.remove('native_client_prompt')
  consent?.checks.add(
    new Check('native_client_prompt', 'an app on a device is confirmed each time', 'interaction_required', (ctx) =>
      mustConfirm(ctx) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
    ),
  )
  return prompts
}

/** Any program on a device may call itself by the scheme or the port of an app (RFC 8252 §8.6), so nobody is led back to
 *  one without having pressed a button; only https addresses are proven to be an app's. */
export function mustConfirm({ oidc }: KoaContextWithOIDC): boolean {
  const { client, params, result } = oidc
  if (client?.applicationType !== 'native' || result?.consent) return false
  if (String(params?.['redirect_uri']).startsWith('https:')) return false
  return client['first_party'] !== true || !result?.login
}

function isTooOld({ oidc }: KoaContextWithOIDC): boolean {
  const { session } = oidc
  if (!session?.loginTs || oidc.result?.login) return false
  return Date.now() / SECOND - session.loginTs > mostAge({ transient: session.transient === true }) / SECOND
}

/** Milliseconds from the sign-in on. */
export const mostAge = ({ transient }: { readonly transient: boolean }): number =>
  transient ? SESSION_FOR : REMEMBERED_FOR
