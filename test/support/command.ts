import { execFile } from 'node:child_process'
import { fromRoot } from '../../shared/root.ts'
import { bare } from './bare.ts'

export interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

type Env = Readonly<Record<string, string>>

/** Runs an operator's command in a process of its own. */
export const command = (env: Env, name: string, ...words: readonly string[]): Promise<Result> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [fromRoot('scripts', `${name}.js`), ...words],
      { env: { ...bare, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

/** What `bmw-id --json …` prints, and its exit code beside it. */
export async function bmwId(
  env: Env,
  ...words: readonly string[]
): Promise<Record<string, unknown> & { code: number }> {
  const { code, out, err } = await command(env, 'bmw-id', '--json', ...words)
  if (!/^[[{]/.test(out)) throw new Error(`${words.join(' ')}: ${code} ${out}${err}`)
  return { ...(JSON.parse(out) as Record<string, unknown>), code }
}
