import { settings as idp } from '../../idp/config.ts'
import { settings as portal } from '../../portal/config.ts'
import { printSettings } from '../../shared/config.ts'
import { settings as inbox } from './inbox/config.ts'
import { settings as roadbook } from './roadbook.ts'

/** What .env.example must be: every environment variable with what it is for, its form and its default. */
export const envExample = (): string =>
  [
    '# Every setting has a default that works on one machine, except those marked as required, which npm start fills in.',
    '# All are checked at the start; what is wrong is told all at once.',
    '',
    printSettings('BMW ID', idp),
    printSettings('MyBMW Financial Services', portal),
    printSettings('The development inbox', inbox),
    printSettings('Carnet de route, the second app of npm start', roadbook),
  ].join('\n')
