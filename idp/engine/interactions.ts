import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import { errors, type InteractionResults } from 'oidc-provider'
import type { Context } from '../../shared/http/context.ts'
import { SECOND } from '../../shared/time.ts'
import { type Proven, stillHolds } from '../account/service.ts'
import { type App, findApp } from '../clients/service.ts'
import type { Permission } from './permission.ts'

/** A question that stands between an app's request and its answer. */
export interface Interaction {
  readonly uid: string
  /** `login`, `create` (sign up), `deletion`, `factor`, `consent` … */
  readonly prompt: string
  readonly app: App
  readonly loginHint: string | undefined
  readonly uiLocales: string | undefined
  /** where the browser may be sent when it is over: an origin, or the scheme of an app on a device (`com.example.app:`);
   *  nowhere but here: a device waits elsewhere */
  readonly redirectOrigin: string | undefined
  /** who was signed in when it was asked */
  readonly accountId: string | undefined
  /** all that the app asks for, if consent is the question */
  readonly wanted: Permission
  /** the app takes nobody without a second factor, if that is the question */
  readonly isEssential: boolean
}

export interface Login {
  /** as it was when the proof was judged */
  readonly account: Proven
  readonly proof: Proof
  readonly remember: boolean
  readonly prompt: string
}

/** How somebody has proven who they are: an assurance level of NIST SP 800-63B-4, and methods of RFC 8176. */
export interface Proof {
  readonly acr: string
  readonly amr: readonly string[]
}

/** One factor, known. */
export const PASSWORD: Proof = { acr: 'aal1', amr: ['pwd'] }

/** One factor known, one in hand (SP 800-63B-4 §2.2.1). */
export const PASSWORD_AND_APP: Proof = { acr: 'aal2', amr: ['pwd', 'otp', 'mfa'] }

/** A recovery code is a look-up secret, which somebody has, not knows (SP 800-63B-4 §3.1.2). RFC 8176 has no name for it. */
export const PASSWORD_AND_RECOVERY: Proof = { acr: 'aal2', amr: ['pwd', 'mfa'] }

/** A key in hand that has verified its owner first: two factors in one (SP 800-63B-4 §3.1.7). Without attestation nobody
 *  knows whether hardware guards it, so it is called what it is at least: `swk`. */
export const PASSKEY: Proof = { acr: 'aal2', amr: ['swk', 'user', 'mfa'] }

export const PASSWORD_AND_PASSKEY: Proof = { acr: 'aal2', amr: ['pwd', 'swk', 'user', 'mfa'] }

/** The question this browser was asked, or undefined: expired, finished, or another browser's. */
export async function findInteraction(provider: Provider, db: Knex, ctx: Context): Promise<Interaction | undefined> {
  try {
    const { uid, prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res)
    const app = await findApp(db, String(params['client_id']))
    if (!app || uid !== ctx.params['uid']) return undefined
    const value = (name: string) => (typeof params[name] === 'string' ? (params[name] as string) : undefined)
    return {
      uid,
      prompt: prompt.name,
      app,
      loginHint: value('login_hint'),
      uiLocales: value('ui_locales'),
      redirectOrigin: originOf(value('redirect_uri')),
      accountId: session?.accountId,
      wanted: wantedOf(prompt.details),
      isEssential: prompt.details['essential'] === true,
    }
  } catch (error) {
    return undefinedIfOver(error)
  }
}

/** Answers it with a sign-in; returns where to send the browser, or undefined if the question is over by now, or the
 *  password was replaced while the old one was judged: the answer is kept first and the account looked at after, so that
 *  whoever replaces it either finds the answer and ends it, or is seen here. */
export async function answerWithLogin(
  provider: Provider,
  db: Knex,
  ctx: Context,
  login: Login,
): Promise<string | undefined> {
  try {
    const result = resultOf(login)
    const onward = await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false })
    if (await stillHolds(db, login.account)) return onward
    await (await provider.interactionDetails(ctx.req, ctx.res)).destroy()
    return undefined
  } catch (error) {
    return undefinedIfOver(error)
  }
}

/** Goes on with what the person has allowed. */
export const answerWithConsent = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider.interactionResult(ctx.req, ctx.res, { consent: {} }).catch(undefinedIfOver)

/** Goes on with an account that its owner keeps. */
export const answerWithKept = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider.interactionResult(ctx.req, ctx.res, { deletion: {} }).catch(undefinedIfOver)

/** Goes back to the app with nothing (RFC 6749 §4.1.2.1). */
export const answerWithRefusal = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider
    .interactionResult(ctx.req, ctx.res, { error: 'access_denied', error_description: 'the person refused' })
    .catch(undefinedIfOver)

/** Asks to sign in once more, because it is not they whom the app should get. */
export const answerWithAnother = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider
    .interactionResult(ctx.req, ctx.res, { otherAccount: true }, { mergeWithLastSubmission: false })
    .catch(undefinedIfOver)

/** Goes on without the second factor that was asked for, but not insisted on. */
export const answerWithoutFactor = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider.interactionResult(ctx.req, ctx.res, { withoutFactor: true }).catch(undefinedIfOver)

/** Asks to sign in once more: there is a second factor now. */
export const answerWithFactor = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider
    .interactionResult(ctx.req, ctx.res, { create: {}, withFactor: true }, { mergeWithLastSubmission: false })
    .catch(undefinedIfOver)

/** Goes back to the app with nothing (OpenID Connect Core Unmet Authentication Requirements 1.0). */
export const answerWithUnmet = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider
    .interactionResult(ctx.req, ctx.res, {
      error: 'unmet_authentication_requirements',
      error_description: 'the person has no second factor',
    })
    .catch(undefinedIfOver)

/** The engine's account of what is missing: everything, because it was given no grant (grants.ts). */
function wantedOf(details: Readonly<Record<string, unknown>>): Permission {
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = details
  return {
    scopes: missingOIDCScope as string[],
    claims: missingOIDCClaims as string[],
    apis: missingResourceScopes as Record<string, string[]>,
  }
}

function originOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  const { origin, protocol } = new URL(address)
  return origin === 'null' ? protocol : origin
}

function resultOf({ account, proof, remember, prompt }: Login): InteractionResults {
  const { acr, amr } = proof
  const ts = Math.floor(Date.now() / SECOND)
  const { id: accountId, passwordChangedAt } = account
  const login = { accountId, passwordChangedAt, remember, acr, amr: [...amr], ts }
  return prompt === 'create' ? { login, create: {} } : { login }
}

function undefinedIfOver(error: unknown): undefined {
  if (error instanceof errors.SessionNotFound) return undefined
  throw error
}
