import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { install } from './packages.ts'

const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium of this machine. Installs Debian's where it may, else says in one sentence what to do. */
export function findBrowser(): string {
  const given = process.env['CHROMIUM']
  if (given !== undefined && existsSync(given)) return given
  const found = given === undefined && (places.find(existsSync) ?? installed())
  if (found) return found
  throw new Error(
    `The browser tests need a Chromium${given ? `, and there is none at ${given}` : ''}: run "apt-get install chromium-headless-shell" as root, or set CHROMIUM to the path of one.`,
  )
}

function installed(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  return install(['chromium-headless-shell']) ? places.find(existsSync) : undefined
}

/** Its own signal handlers would end the run before it has tidied up. */
export const launchBrowser = (executablePath: string) =>
  chromium.launchServer({
    executablePath,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })

/** The one browser that the whole run shares; `newContext()` is a person with cookies of their own. */
export function connectBrowser(): Promise<Browser> {
  const url = process.env['TEST_BROWSER']
  if (!url) throw new Error('TEST_BROWSER is missing: run the tests with npm test')
  return chromium.connect(url)
}
