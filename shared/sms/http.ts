import { MINUTE, SECOND } from '../time.ts'

/** How long a gateway may take for its whole answer. */
export const ANSWER_WITHIN = 10 * SECOND

/** Reads an answer of at most so many bytes. Throws if it is longer, cut off, or no JSON. */
export async function readJson(response: Response, mostBytes = 16 * 1024): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  // leaving the loop cancels the body
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > mostBytes) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

/** What Retry-After asks for (RFC 9110 §10.2.3, the form in seconds), at most ten minutes. */
export function retryAfter(response: Response): number | undefined {
  const seconds = response.headers.get('retry-after')
  if (seconds === null || !/^\d{1,6}$/.test(seconds)) return undefined
  return Math.min(Number(seconds) * SECOND, 10 * MINUTE)
}

/** A word for why there was no answer: `ECONNREFUSED`, `TimeoutError`. Messages of errors may hold addresses. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  const { cause } = error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return error instanceof SyntaxError ? 'unreadable answer' : error.name
}

/** A member of what came as JSON. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
