import { randomToken } from '../../shared/crypto/tokens.ts'
import type { Context, Guard } from '../../shared/http/context.ts'
import { isForm, type Typed } from '../../shared/http/form.ts'
import { see } from '../../shared/http/respond.ts'
import { MINUTE } from '../../shared/time.ts'
import { type Account, accountById } from '../account/service.ts'
import { isDeveloper, OWN_CLIENT_ID } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import type { SignedIn } from '../engine/service.ts'
import { hasFactor } from '../factors/service.ts'
import type { AreaProps } from '../frame.tsx'
import { paths } from '../paths.ts'
import { keepTyped, takeTyped } from './kept.ts'
import { type Errand, isOwnPage, ownRequest } from './service.ts'

/** Somebody who is signed in here. */
export interface Person {
  readonly account: Account
  readonly session: SignedIn
}

const people = new WeakMap<object, Person>()

/** Only for somebody signed in; others are sent to sign in and come back, from a form to the page it was on. So is who
 *  asked to be deleted: there they are asked whether they stay. */
export const signedIn =
  (idp: Idp): Guard =>
  async (ctx, next) => {
    const session = await idp.engine.session(ctx)
    const account = session && (await accountById(idp.db, session.accountId))
    if (!session || !account || account.blocked || account.deleteAt !== undefined) return askToSignIn(idp, ctx)
    people.set(ctx.state, { account, session })
    return next()
  }

/** How old a proof of who it is may be where an account is changed (security requirement R34). */
export const RECENT = 5 * MINUTE

/** Behind `signedIn`: only with a proof of who it is that is at most so old (ASVS 7.5.1), and by two factors for whoever has
 *  a second one (security requirement R72). Others prove it again and come back to the page, where what they had typed
 *  waits for them (`typedBefore`). */
export const recently =
  (idp: Idp, maxAge = RECENT): Guard =>
  async (ctx, next) => {
    const { account, session } = personOf(ctx)
    const isStrong = session.acr === 'aal2' || !(await hasFactor(idp.db, account.id))
    if (session.ageMs <= maxAge && isStrong) return next()
    const page = formOf(idp, ctx)
    const isKept = ctx.method === 'POST' && isForm(ctx.req.headers) // a file has to be chosen again
    if (isKept && page !== undefined) await keepTyped(idp, ctx, { accountId: account.id, page })
    return askToSignIn(idp, ctx, { maxAge, hint: account.email })
  }

/** What this person had typed here before they had to prove who they are; once. */
export const typedBefore = (idp: Idp, ctx: Context): Typed | undefined => takeTyped(idp, ctx, personOf(ctx).account.id)

/** Behind `signedIn` there is always somebody. */
export function personOf(ctx: Pick<Context, 'state'>): Person {
  const person = people.get(ctx.state)
  if (!person) throw new Error('a page for people who are signed in is mounted without its guard')
  return person
}

/** The browser's name, for what begins and ends in one. */
export function browserOf({ jar }: Pick<Idp, 'jar'>, ctx: Context): string {
  const known = jar.read(ctx, 'browser')
  if (known) return known
  const name = randomToken()
  jar.write(ctx, 'browser', name)
  return name
}

async function askToSignIn(idp: Idp, ctx: Context, anew: Omit<Errand, 'returnTo'> = {}): Promise<void> {
  const returnTo = ctx.method === 'GET' ? ctx.url : (formOf(idp, ctx) ?? paths.account())
  see(ctx, ownRequest(idp, { returnTo, ...anew }, browserOf(idp, ctx)))
}

/** The page that a form was sent from, if the browser says so: its own address may have no page. */
function formOf({ config }: Pick<Idp, 'config'>, ctx: Context): string | undefined {
  const referer = ctx.get('referer')
  if (!URL.canParse(referer)) return undefined
  const { origin, pathname, search } = new URL(referer)
  return origin === config.url && isOwnPage(pathname) ? `${pathname}${search}` : undefined
}

/** Where the bar of our own pages leads: to the developer area only those who may in. */
export const placesOf = async (idp: Pick<Idp, 'db' | 'config'>, accountId: string): Promise<AreaProps['places']> => ({
  account: paths.account(),
  apps: (await isDeveloper(idp.db, accountId)) ? paths.apps() : undefined,
  signOut: signOutAddress(idp, OWN_CLIENT_ID),
})

const signOutAddress = ({ config }: Pick<Idp, 'config'>, clientId: string): string =>
  `/session/end?${new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: `${config.url}${paths.home()}` })}`
