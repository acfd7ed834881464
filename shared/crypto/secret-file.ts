import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { newSecret } from './secrets.ts'

export type FileOutcome =
  | { readonly kind: 'written' }
  /** a command is at it, or was killed at it */
  | { readonly kind: 'busy'; readonly lock: string }
  /** there is one secret only */
  | { readonly kind: 'single' }

/** Processes that start from now on can open what it will seal. */
export const addSecret = (file: string): FileOutcome => rewrite(file, (lines) => [...lines, newSecret()])

/** The last of the list seals from now on. */
export const promoteSecret = (file: string): FileOutcome =>
  rewrite(file, (lines) => (lines.length < 2 ? undefined : [lines.at(-1) ?? '', ...lines.slice(0, -1)]))

/** The last of the list goes. */
export const dropSecret = (file: string): FileOutcome =>
  rewrite(file, (lines) => (lines.length < 2 ? undefined : lines.slice(0, -1)))

/** Writes beside and renames: whoever reads sees the old list or the new one, also after a power cut. */
function rewrite(file: string, change: (lines: readonly string[]) => readonly string[] | undefined): FileOutcome {
  const beside = `${file}.new`
  let handle: number
  try {
    handle = openSync(beside, 'wx', 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return { kind: 'busy', lock: beside }
    throw error
  }
  try {
    const lines = change(readFileSync(file, 'utf8').trim().split(/\r?\n/))
    if (!lines) return { kind: 'single' }
    writeSync(handle, `${lines.join('\n')}\n`)
    fsyncSync(handle)
    renameSync(beside, file)
    return { kind: 'written' }
  } finally {
    closeSync(handle)
    rmSync(beside, { force: true })
  }
}
