/** More than any answer of a provider ever holds. */
const MOST_BYTES = 256 * 1024

/** `fetch` for a server that is not to be trusted with our memory: what is longer than 256 KiB is no answer. The time is
 *  limited by the signal of the caller, for the body too. Redirects are never followed (RFC 9700 §4.12). */
export async function boundedFetch(url: string, options: object): Promise<Response> {
  const response = await fetch(url, { ...options, redirect: 'manual' })
  const { status, headers } = response
  const body = await readUpTo(MOST_BYTES, response)
  return new Response(isBodiless(status) ? null : body, { status, headers })
}

async function readUpTo(most: number, response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  // leaving the loop ends the connection
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > most) throw new TypeError('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A `Response` with one of these must not have a body, not even an empty one. */
const isBodiless = (status: number): boolean => [101, 103, 204, 205, 304].includes(status)
