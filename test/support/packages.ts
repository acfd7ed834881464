import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What the examples of docs/integrate.md run on, as Debian calls it. The Apache module brings Apache, but no service. */
const PACKAGES = ['python3-flask', 'python3-authlib', 'python3-requests', 'libapache2-mod-auth-openidc']

export const APACHE = '/usr/sbin/apache2'
export const APACHE_MODULES = '/usr/lib/apache2/modules'

/** Installs what the examples need, where it may. @returns a sentence that says what is missing still */
export function prepareExamples(): string | undefined {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall && !areThere()) install(PACKAGES)
  return missingForExamples()
}

export function missingForExamples(): string | undefined {
  if (areThere()) return undefined
  return `The examples of docs/integrate.md need Apache and Flask: run "apt-get install ${PACKAGES.join(' ')}" as root.`
}

/** @returns false: apt-get has said why */
export function install(packages: readonly string[]): boolean {
  console.log(`Installing ${packages.join(', ')}, once …`)
  const options: ExecFileSyncOptions = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  }
  try {
    execFileSync('apt-get', ['-qq', 'update'], options)
    execFileSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], options)
    return true
  } catch {
    return false
  }
}

const areThere = (): boolean =>
  existsSync(APACHE) && existsSync(`${APACHE_MODULES}/mod_auth_openidc.so`) && findPython() !== undefined

/** The Python that has the packages: another one may come first in PATH. */
export const findPython = (): string | undefined => ['/usr/bin/python3', 'python3'].find(hasPackages)

function hasPackages(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import authlib, flask, requests'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
