import { readAuditWords, runAudit } from '../shared/observe/command.ts'
import type { AddCommands } from './command-line.ts'

/** `audit verify`, `audit head` (docs/operate-audit.md). */
export const addAuditCommands: AddCommands = (program, operator) => {
  const audit = program.command('audit').description('the record of what happened')
  const run = (act: 'verify' | 'head', head?: string): Promise<void> => {
    const words = readAuditWords([act], head)
    if (words.kind === 'faulty') return program.error(`error: ${words.fault}`)
    return operator.withDatabase((db, now) => runAudit(db, words, now))
  }
  audit
    .command('verify')
    .description('read it from the first event to the last, and say whether it is as it was written (0) or not (1)')
    .option('--head <no:hash>', 'a head that was kept elsewhere: the record must still lead there')
    .action(({ head }: { head?: string }) => run('verify', head))
  audit
    .command('head')
    .description(
      'print number, hash and time of the newest seal; keep one a day where the database’s owner cannot write',
    )
    .action(() => run('head'))
}
