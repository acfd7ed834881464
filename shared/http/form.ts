import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { Problem } from '../errors.ts'
import type { Context, Guard } from './context.ts'

/** A fault is a sentence for the person, by the name of its field. */
export type Faults = Readonly<Record<string, string>>
/** What was typed, to be shown again. */
export type Typed = Readonly<Record<string, string>>

export type Form<T> =
  | { readonly kind: 'valid'; readonly value: T; readonly typed: Typed }
  | { readonly kind: 'faulty'; readonly faults: Faults; readonly typed: Typed }

const MAX_BYTES = 16 * 1024
const MAX_FIELDS = 64

/** Reads an urlencoded form by a schema whose messages are sentences in the visitor's language. Throws a Problem for
 *  what no form of ours sends: another type, too much, a field twice, NUL bytes. */
export async function readForm<T>(ctx: Context, schema: z.ZodType<T>): Promise<Form<T>> {
  const typed = await readFields(ctx)
  const read = schema.safeParse(typed)
  if (read.success) return { kind: 'valid', value: read.data, typed }
  const faults: Record<string, string> = {}
  for (const issue of read.error.issues) faults[String(issue.path[0] ?? 'form')] ??= issue.message
  return { kind: 'faulty', faults, typed }
}

async function readFields(ctx: Context): Promise<Typed> {
  if (!isForm(ctx.req.headers)) throw new Problem(415, 'unsupportedType')
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  let count = 0
  for (const [name, value] of new URLSearchParams(await readBody(ctx))) {
    count += 1
    if (count > MAX_FIELDS || name in fields || `${name}${value}`.includes('\0')) throw new Problem(400, 'badRequest')
    fields[name] = value
  }
  return fields
}

/** Whether a request says that its body is what a form of ours sends. */
export const isForm = (headers: IncomingHttpHeaders): boolean =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '')

const arrived = new WeakMap<IncomingMessage, Buffer<ArrayBuffer>>()

/** Waits for a form before anybody is asked who sends it: whoever sends half of one while they are signed in, and the rest
 *  when they no longer are, would else be taken for who they were (ASVS 5.0 15.4.2). */
export const wholeForms: Guard = async (ctx, next) => {
  if (isForm(ctx.req.headers)) arrived.set(ctx.req, await readBytes(ctx, MAX_BYTES))
  await next()
}

/** The body as text, up to `limit` bytes. Who hangs up before its end has sent half a request: that is theirs, and not
 *  to be taken for a database that is away. */
export const readBody = async (ctx: Pick<Context, 'req'>, limit = MAX_BYTES): Promise<string> =>
  (await readBytes(ctx, limit)).toString('utf8')

/** The same, as bytes. */
export async function readBytes(ctx: Pick<Context, 'req'>, limit: number): Promise<Buffer<ArrayBuffer>> {
  const whole = arrived.get(ctx.req)
  if (whole) return whole
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of ctx.req) {
      const bytes = chunk as Buffer
      size += bytes.length
      if (size > limit) throw new Problem(413, 'tooLarge')
      chunks.push(bytes)
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(400, 'badRequest', { cause: error })
  }
  return Buffer.concat(chunks)
}
