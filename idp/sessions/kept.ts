import { z } from 'zod'
import type { Context } from '../../shared/http/context.ts'
import { readForm, type Typed } from '../../shared/http/form.ts'
import { MINUTE } from '../../shared/time.ts'
import type { Idp } from '../context.ts'

// A form that was sent too long after its sender had proven who they are: what they typed waits in their browser, sealed
// for their account, while they prove it again.

type Needs = Pick<Idp, 'jar' | 'secrets'>

const COOKIE = 'kept'
/** A cookie has 4096 bytes (RFC 6265 §6.1); whoever typed more types it again. */
const MOST = 3500

interface Kept {
  /** the path of the form's page */
  readonly page: string
  readonly typed: Typed
}

/** Keeps what the request brings, but for what is secret. */
export async function keepTyped({ jar, secrets }: Needs, ctx: Context, of: { accountId: string; page: string }) {
  const { typed } = await readForm(ctx, z.record(z.string(), z.string()))
  const open = Object.entries(typed).filter(([name]) => !/password|code|token|credential/i.test(name))
  const kept: Kept = { page: pathOf(of.page), typed: Object.fromEntries(open) }
  const sealed = secrets.seal('kept', JSON.stringify(kept), of.accountId)
  if (sealed.length <= MOST) jar.write(ctx, COOKIE, sealed, { maxAge: 30 * MINUTE })
}

/** What waited for the page that is asked for, once. */
export function takeTyped({ jar, secrets }: Needs, ctx: Context, accountId: string): Typed | undefined {
  const sealed = jar.read(ctx, COOKIE)
  if (sealed === undefined) return undefined
  try {
    const { page, typed } = JSON.parse(secrets.open('kept', sealed, accountId)) as Kept
    if (page !== ctx.path) return undefined
    jar.clear(ctx, COOKIE)
    return typed
  } catch {
    jar.clear(ctx, COOKIE)
    return undefined
  }
}

const pathOf = (address: string): string => address.split('?')[0] ?? ''
