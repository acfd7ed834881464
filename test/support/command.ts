import { execFile } from 'node:child_process'
import { fromRoot } from '../../shared/root.ts'

export interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** An operator's command, as `npx` runs it, in a process of its own. */
export const command = (
  env: Readonly<Record<string, string>>,
  name: 'bmw-id' | 'mybmw-fs',
  ...words: readonly string[]
): Promise<Result> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [fromRoot('scripts', `${name}.js`), ...words],
      { env: { PATH: process.env['PATH'], ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
