import type { Log } from '../../shared/observe/log.ts'
import { people } from './people.ts'

export interface Entry {
  readonly level: 'info' | 'warn' | 'error'
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

export interface TestLog extends Log {
  readonly entries: readonly Entry[]
  /** Says that the test makes errors on purpose; returns those so far and forgets them. */
  takeErrors(): readonly Entry[]
  /** Throws if something broke that no test asked for. */
  close(): void
}

/** A log that lets nothing pass unseen: errors fail the test, and so does an entry that holds anything personal. */
export function createTestLog(): TestLog {
  const entries: Entry[] = []
  const keep =
    (level: Entry['level']): Log['info'] =>
    (fields, message) => {
      entries.push({ level, fields, message })
    }
  const takeErrors = (): Entry[] => {
    const errors = entries.filter(({ level }) => level === 'error')
    for (const error of errors) entries.splice(entries.indexOf(error), 1)
    return errors
  }
  return {
    entries,
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    takeErrors,
    close: () => {
      const lines = entries.map(asLine)
      const told = lines.find((line) => secrets.some((secret) => line.includes(secret)))
      if (told) throw new Error(`personal data in the log: ${told}`)
      const broken = takeErrors()
      // also printed, because a test that has failed already shows its first failure only
      for (const error of broken) console.error(asLine(error).replaceAll('\\n', '\n'))
      if (broken.length > 0) throw new Error('an unexpected error was logged')
    },
  }
}

/** A person's whole name, address or password; first names alone are also words. */
const secrets = Object.values(people).flatMap((person) => [
  person.email,
  encodeURIComponent(person.email),
  person.password,
  person.familyName,
])

const asLine = ({ level, fields, message }: Entry): string =>
  `${level} ${message} ${JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? tellError(value) : value))}`

const tellError = (error: Error): object => Object.fromEntries([...Object.entries(error), ['stack', error.stack]])
