import type { Command } from 'commander'
import { unreachable } from '../../shared/errors.ts'
import { HOUR } from '../../shared/time.ts'
import type { Said } from '../command-line.ts'
import type { Idp } from '../context.ts'
import { done, failed, notTouched, saySecret } from './print.ts'
import { addSecret, endSecret, OVERLAP } from './service.ts'

const by = { kind: 'operator' } as const

export type Run = (act: (idp: Idp) => Promise<Said>) => Promise<void>

/** `clients rotate-secret`, `clients end-secret`. */
export function addSecretCommands(clients: Command, run: Run): void {
  clients
    .command('rotate-secret')
    .description('make another secret; the one it has stays good for a while, so that the app can change over')
    .argument('<id>')
    .option('--old-ends-in <hours>', 'how long; 0 ends it now', String(OVERLAP / HOUR))
    .action((id: string, { oldEndsIn }: { oldEndsIn: string }) => run((idp) => rotate(idp, id, oldEndsIn)))
  clients
    .command('end-secret')
    .description('end a secret now ("show" names them)')
    .argument('<id>')
    .argument('<secret-id>')
    .action((id: string, secretId: string) => run((idp) => end(idp, id, secretId)))
}

async function rotate(idp: Idp, id: string, hours: string): Promise<Said> {
  if (!/^\d{1,4}$/.test(hours)) return failed('--old-ends-in: hours, a whole number from 0 to 9999.')
  const outcome = await addSecret(idp, id, { by, endsInMs: Number(hours) * HOUR })
  switch (outcome.kind) {
    case 'added':
      return saySecret(
        Number(hours) === 0
          ? 'The old one has ended. The new one:'
          : `The old one stays good for ${hours} hours. The new one:`,
        outcome.secret,
      )
    case 'full':
      return failed(
        'Two secrets are good already. End one first: "clients show" names them, "clients end-secret" ends one.',
      )
    case 'needsNone':
      return failed('This app proves itself without a secret.')
    case 'unknown':
    case 'house':
      return notTouched(outcome)
    default:
      return unreachable(outcome)
  }
}

async function end(idp: Idp, id: string, secretId: string): Promise<Said> {
  const outcome = await endSecret(idp, id, { by, secretId })
  if (outcome.kind === 'ended') return done('Ended.')
  return outcome.kind === 'house'
    ? notTouched(outcome)
    : failed('That app has no such secret: "clients show" names them.')
}
