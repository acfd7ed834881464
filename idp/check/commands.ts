import { unreachable } from '../../shared/errors.ts'
import type { AddCommands, Said } from '../command-line.ts'
import { type Check, checkApp, type Finding, type Places } from './service.ts'

/** `check <client>`: plays an app's own flows against it. */
export const addCheckCommand: AddCommands = (program, operator) => {
  program
    .command('check <client>')
    .description('play an app’s own flows against it while it runs, right and wrong, and say what it does')
    .option('--start <address>', 'where one begins to sign in; else what is registered')
    .option('--page <address>', 'a page that shows the family name of whoever is signed in; else the app’s site')
    .action((client: string, places: Places) => {
      const wrong = [places.start, places.page].find((address) => address !== undefined && !URL.canParse(address))
      if (wrong !== undefined) return program.error(`error: ${wrong} is not a complete address`)
      return operator.withIdp(async (idp) => say(await checkApp(idp, client, places)))
    })
}

function say(check: Check): Said {
  switch (check.kind) {
    case 'checked': {
      const { findings } = check
      const faults = findings.filter(({ outcome }) => outcome === 'failed').length
      const end = faults === 0 ? 'Nothing to mend.' : `To mend: ${faults}.`
      return { code: faults === 0 ? 0 : 1, text: [...findings.map(line), '', end].join('\n'), json: check }
    }
    case 'unknown':
      return { code: 1, text: 'No active app has this identifier.', json: check }
    case 'notRedirected':
      return { code: 1, text: 'Nobody signs in to this app in a browser: there is nothing to play.', json: check }
    case 'noStart':
      return { code: 1, text: 'Say where one begins to sign in, by --start.', json: check }
    default:
      return unreachable(check)
  }
}

const SIGNS = { passed: 'ok  ', failed: 'FAIL', notApplicable: '-   ' } as const

const line = ({ name, outcome, said }: Finding): string => `${SIGNS[outcome]}  ${name}: ${said}`
