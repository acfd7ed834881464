import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { formatMinutes, type Lang } from '../../shared/i18n.ts'
import { type Clock, SECOND } from '../../shared/time.ts'
import { texts } from '../device/texts.ts'
import { DeviceCodePage, DeviceConfirmPage, DeviceDonePage, DeviceRefusedPage } from '../device/views.tsx'
import { paths } from '../paths.ts'
import { answer, type PageParts, readForm, shellOf } from './answering.ts'
import { TooManyGuesses } from './device.ts'
import type { Hidden } from './pages.tsx'

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>
export type DevicePages = Pick<DeviceFlow, 'userCodeInputSource' | 'userCodeConfirmSource' | 'successSource'>

/** The pages of the device flow. The engine writes forms of its own into them; we take their hidden values. */
export const devicePages = (parts: PageParts & { readonly now: Clock }): DevicePages => ({
  userCodeInputSource: (ctx, form, _out, error) => {
    if (error?.name === 'AbortedError') {
      return answer(ctx, <DeviceRefusedPage shell={shellOf(parts, ctx)} />)
    }
    if (error && isNobody(ctx)) return beginAgain(ctx)
    showCodePage(parts, ctx, { ...readForm(form), typed: typedOf(ctx), ...judge(ctx, error, parts.now) })
  },
  userCodeConfirmSource: (ctx, form, client, _device, userCode) => {
    const shell = shellOf(parts, ctx, paths.device(userCode))
    const app = client.clientName ?? client.clientId
    answer(ctx, <DeviceConfirmPage shell={shell} {...readForm(form)} app={app} userCode={userCode} />)
  },
  successSource: (ctx) => {
    const { client } = ctx.oidc
    const app = client?.clientName ?? client?.clientId ?? ''
    answer(ctx, <DeviceDonePage shell={shellOf(parts, ctx)} app={app} />)
  },
})

/** A code that came with the address stands in the field; whether it is the device's own the person has to see. */
export function showFilledCode(
  parts: PageParts,
  ctx: KoaContextWithOIDC,
  form: { action: string; values: Hidden },
): void {
  const { user_code: typed = '', ...values } = form.values
  showCodePage(parts, ctx, { action: form.action, values, typed })
}

function showCodePage(
  parts: PageParts,
  ctx: KoaContextWithOIDC,
  page: { action: string; values: Hidden; typed: string; fault?: (lang: Lang) => string },
): void {
  const { fault, typed, ...form } = page
  const shell = shellOf(parts, ctx, paths.device(typed || undefined))
  answer(ctx, <DeviceCodePage shell={shell} {...form} typed={typed} fault={fault?.(shell.frame.lang)} />)
}

/** A browser that never opened the page, or has lost its cookies. The engine would write its secret into a session that it
 *  never kept, and break. */
const isNobody = ({ oidc }: KoaContextWithOIDC): boolean => oidc.session !== undefined && oidc.session.exp === undefined

function beginAgain(ctx: KoaContextWithOIDC): void {
  Object.assign(ctx.oidc.session ?? {}, { touched: false })
  ctx.redirect(paths.device(typedOf(ctx) || undefined))
  ctx.status = 303
}

function typedOf(ctx: KoaContextWithOIDC): string {
  const typed = ctx.oidc.params?.['user_code'] ?? ctx.oidc.body?.['user_code']
  return typeof typed === 'string' ? typed.slice(0, 40) : ''
}

/** What is wrong, in words, and the status that says so. */
function judge(ctx: KoaContextWithOIDC, error: Error | undefined, now: Clock): { fault?: (lang: Lang) => string } {
  if (!error) return {}
  if (error instanceof TooManyGuesses) {
    const wait = error.until - now()
    ctx.set('retry-after', String(Math.ceil(wait / SECOND)))
    return { fault: (lang) => texts[lang].tooMany(formatMinutes(lang, wait)) }
  }
  const [fault, status] = faults[error.name] ?? (['stale', ctx.status] as const)
  ctx.status = status
  return { fault: (lang) => texts[lang][ctx.status >= 500 ? 'broken' : fault] }
}

/** The engine's own errors, which it answers with 200. */
const faults: Readonly<Record<string, readonly ['noCode' | 'notFound' | 'expired' | 'used', number]>> = {
  NoCodeError: ['noCode', 422],
  NotFoundError: ['notFound', 422],
  ExpiredError: ['expired', 410],
  AlreadyUsedError: ['used', 410],
}
