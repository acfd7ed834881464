/** What makes going on senseless and is not a bug of ours: one handler turns it into a page or RFC 9457 JSON. */
export class Problem extends Error {
  readonly status: number
  readonly kind: ProblemKind
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, kind: ProblemKind, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(kind, { cause: options.cause })
    this.status = status
    this.kind = kind
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Each kind has its sentence in every language (shared/http/texts.ts). */
export type ProblemKind =
  | 'badRequest'
  | 'crossSite'
  | 'notFound'
  | 'methodNotAllowed'
  | 'tooLarge'
  | 'unsupportedType'
  | 'wrongHost'
  | 'tooMany'
  | 'busy'
  | 'expired'
  | 'bug'

/** For `default:` of a switch over outcomes: an outcome without its case does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
