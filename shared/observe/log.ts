import { pino } from 'pino'

/** One JSON line an event. Values are names, numbers and codes of ours; what people typed does not belong here. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

export const createLog = (product: string, level: string): Log =>
  pino({ base: { product }, level, timestamp: pino.stdTimeFunctions.isoTime })
