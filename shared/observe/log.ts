import { pino } from 'pino'

/** One JSON line an event. Values are names, numbers and codes of ours; what people typed does not belong here. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

export const createLog = (product: string, level: string): Log =>
  pino({ base: { product }, level, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: tellError } })

/** What of an error is told. A database's message repeats the statement with the values in it, and its detail the row: of
 *  those only the code and the place remain. */
export function tellError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const ofDatabase = 'severity' in error || code?.startsWith('SQLITE') === true || error.message.includes(' - ')
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(ofDatabase ? {} : { message: error.message }),
    ...('constraint' in error ? { constraint: error.constraint } : {}),
    ...(error.cause === undefined ? {} : { cause: tellError(error.cause) }),
    stack: frames.join('\n'),
  }
}
