import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { unreachable } from '../../shared/errors.ts'
import type { Said } from '../command-line.ts'
import { dropLogo, keepLogo, type LogoFault, type LogoOutcome } from './logos.ts'
import { done, failed, notTouched } from './print.ts'
import type { Run } from './secret-commands.ts'

const by = { kind: 'operator' } as const

const FAULTS: Readonly<Record<LogoFault, string>> = {
  notPng: 'The file is not a PNG image.',
  size: 'Each side of the image must be 64 to 512 pixels long.',
  tooLarge: 'The image is larger than 64 KiB.',
  broken: 'The image is damaged.',
}

/** `clients logo …`. */
export function addLogoCommands(clients: Command, run: Run): void {
  clients
    .command('logo')
    .description('put a picture beside the name of an app')
    .argument('<id>')
    .argument('<file>', 'a PNG image, 64 to 512 pixels a side, 64 KiB at most')
    .action(async (id: string, path: string) => {
      const file = await readFile(path).catch(() => undefined)
      await run(async (idp) =>
        file ? said(await keepLogo(idp, id, { file, by }), 'Saved.') : failed(`${path} cannot be read.`),
      )
    })
  clients
    .command('remove-logo')
    .description('leave an app with the first letter of its name')
    .argument('<id>')
    .action((id: string) => run(async (idp) => said(await dropLogo(idp, id, by), 'Removed.')))
}

function said(outcome: LogoOutcome, text: string): Said {
  switch (outcome.kind) {
    case 'changed':
      return done(text)
    case 'faulty':
      return failed(FAULTS[outcome.fault])
    case 'unknown':
    case 'house':
      return notTouched(outcome)
    default:
      return unreachable(outcome)
  }
}
