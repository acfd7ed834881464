import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '../errors.ts'
import type { Context } from './context.ts'
import { readBytes } from './form.ts'

/** Beyond, the answer is a page and not a sentence beside the field. */
const MAX_BYTES = 1024 * 1024

/** Whether a request says that its body is a form with a file. */
export const isUpload = (headers: IncomingHttpHeaders): boolean =>
  /^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '')

/** The file of a form's one field; empty if none was chosen. Throws a Problem for what no form of ours sends: another
 *  type, other fields, more than a megabyte (RFC 7578). */
export async function readUpload(ctx: Context, name: string): Promise<Buffer> {
  if (!isUpload(ctx.req.headers)) throw new Problem(415, 'unsupportedType')
  const body = await readBytes(ctx, MAX_BYTES)
  const fields = await new Response(body, { headers: { 'content-type': ctx.get('content-type') } })
    .formData()
    .catch((error: unknown) => {
      throw new Problem(400, 'badRequest', { cause: error })
    })
  const [[field, file] = [], ...more] = [...fields]
  if (field !== name || more.length > 0 || !(file instanceof File)) throw new Problem(400, 'badRequest')
  return Buffer.from(await file.arrayBuffer())
}
