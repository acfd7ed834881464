import { access, constants, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A file that is always whole: what is read is either the last state written or the one before. */
export interface StateFile {
  /** `undefined` if there is none yet; rejects if the folder cannot be written. One that cannot be understood is put aside, not overwritten. */
  read<T>(understand: (text: string) => T): Promise<T | undefined>
  /** Resolves when a state at least as new as this call is on disk. Calls in between share one writing. */
  save(): Promise<void>
}

export function openStateFile(path: string, serialize: () => string): StateFile {
  let current: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined

  async function turn(): Promise<void> {
    await current.catch(() => undefined) // whoever asked for that one has been told
    next = undefined
    current = writeWhole(path, serialize())
    return current
  }

  return {
    read: (understand) => readWhole(path, understand),
    save: () => {
      next ??= turn()
      return next
    },
  }
}

async function readWhole<T>(path: string, understand: (text: string) => T): Promise<T | undefined> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await access(dirname(path), constants.W_OK | constants.X_OK)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return understand(text)
  } catch {
    await rename(path, `${path}.unreadable`)
    return undefined
  }
}

/** Beside it first, then in its place: rename is atomic within a folder. 0600, because messages hold links and codes. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.new`
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
}
