import { execFile } from 'node:child_process'
import { fromRoot } from '../../shared/root.ts'

export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A command as an operator types it, in a process of its own. */
export const runCommand = (
  env: Readonly<Record<string, string>>,
  name: 'bmw-id' | 'mybmw-fs',
  ...words: readonly string[]
): Promise<CommandResult> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [fromRoot('scripts', `${name}.js`), ...words],
      { env: { PATH: process.env['PATH'], ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
