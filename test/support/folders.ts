import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const PREFIX = 'bmw-id-test'

/** A folder for this run, named after its process so that the next run knows when it was left behind. */
export const runFolder = (purpose: string): string =>
  mkdtempSync(join(tmpdir(), `${PREFIX}-${process.pid}-${purpose}-`))

/** Ends what a run that was killed (SIGKILL) left behind. */
export function sweepRuns(): void {
  for (const folder of globSync(join(tmpdir(), `${PREFIX}-*-*`))) {
    if (
      isAlive(
        Number(
          basename(folder)
            .slice(PREFIX.length + 1)
            .split('-')[0],
        ),
      )
    )
      continue
    stopPostgres(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function stopPostgres(folder: string): void {
  try {
    const [pid] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    // a process id may have been given to something else since
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) process.kill(Number(pid), 'SIGQUIT')
  } catch {
    // it had already stopped, or there was none
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
