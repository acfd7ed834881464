import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import test, { type ExecutionContext } from 'ava'
import { inChromium } from '../journeys/chromium.ts'
import { signIn } from '../support/app.ts'
import { command } from '../support/command.ts'
import type { Teardown } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { freePort } from '../support/ports.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { until } from '../support/waiting.ts'
import { startApache, startFiles, startFlask, startNode } from './integrate.support.ts'
import { change, folderWith, type Registered, register } from './page.support.ts'

// The examples of docs/integrate.md, run as they stand there.

/** somebody whose name is more than ASCII */
const { cem } = people
const HELLO = 'Hello Cem Aydınlık'

interface Example {
  readonly registration: string
  readonly files: readonly string[]
  readonly start: (t: Teardown, folder: string, app: Registered) => Promise<void>
  /** what is done before it is registered; returns the folder it was done in */
  readonly prepare?: (t: Teardown, app: Registered) => Promise<string>
}

const examples: Readonly<Record<string, Example>> = {
  'Node with openid-client': { registration: 'register-web', files: ['server.mjs'], start: startNode },
  'Node with a key, by FAPI 2.0': {
    registration: 'register-fapi',
    files: ['server.mjs'],
    prepare: async (t, app) => {
      const folder = folderWith(t, ['make-key.mjs'], app)
      await promisify(execFile)(process.execPath, ['make-key.mjs'], { cwd: folder })
      return folder
    },
    start: (t, folder, app) => {
      change(folder, app, ['server.mjs', 'server.diff'])
      return startNode(t, folder, app)
    },
  },
  'Python with Authlib and Flask': { registration: 'register-web', files: ['app.py'], start: startFlask },
  'Apache with mod_auth_openidc': {
    registration: 'register-apache',
    files: ['app.conf', 'index.shtml', 'bye.html'],
    start: startApache,
  },
}

async function scene(t: ExecutionContext, { registration, files, start, prepare }: Example) {
  const appUrl = `http://localhost:${await freePort()}`
  const world = await idpWith(t, { env: { IDP_REACHABLE_ORIGINS: appUrl } })
  await openAccountOf(world.idp, cem)
  const folder = await prepare?.(t, { issuer: world.url, appUrl, id: '', secret: undefined })
  const app = await register(world, appUrl, registration, folder)
  await start(t, folderWith(t, files, app, folder), app)
  return { world, app }
}

/** Presses what leads there, signs in if asked to, and agrees if asked to. */
async function arrive(own: Visitor, { appUrl }: Registered): Promise<void> {
  await own.open(appUrl)
  if (own.heading === 'My app') await own.follow('Sign in')
  if (own.heading === 'Connectez-vous.') await signIn(own, cem)
  if (own.text.includes('Autoriser')) await own.press('Autoriser')
}

async function endElsewhere(own: Visitor, { url }: TestIdp): Promise<void> {
  await own.open(`${url}/session/end`)
  await own.press('Se déconnecter')
}

for (const [name, example] of Object.entries(examples)) {
  test(`the example for ${name} signs in, shows the name, signs out, and obeys a sign-out elsewhere`, async (t) => {
    const { world, app } = await scene(t, example)
    const own = world.visitor()
    await arrive(own, app)
    t.is(own.heading, HELLO, own.text)
    t.true(own.url.startsWith(app.appUrl))

    await own.press('Sign out')
    if (own.url.startsWith(world.url)) await own.press('Se déconnecter') // with scripts it presses itself
    t.true(own.url.startsWith(app.appUrl), own.url)
    t.is(own.heading, 'My app')
    await own.follow('Sign in')
    t.is(own.heading, 'Connectez-vous.', 'the sign-in at BMW ID is over too')

    await arrive(own, app)
    t.is(own.heading, HELLO)
    await endElsewhere(own, world)
    await until('the app to obey', async () => {
      await own.open(app.appUrl)
      return own.heading === HELLO ? undefined : true
    })
  })
}

for (const name of [
  'Node with openid-client',
  'Node with a key, by FAPI 2.0',
  'Python with Authlib and Flask',
] as const) {
  test(`our own check finds nothing to mend in the example for ${name}`, async (t) => {
    const { world, app } = await scene(t, examples[name] as Example)
    const where = ['--start', `${app.appUrl}/login`, '--page', `${app.appUrl}/`]
    const { code, out, err } = await command(world.env, 'bmw-id', 'check', app.id, ...where)
    t.is(code, 0, out + err)
    world.log.takeErrors()
  })
}

test('the example for the browser signs in, shows the name, signs out, and notices a sign-out elsewhere', async (t) => {
  const files = ['index.html', 'app.js']
  const { world, app } = await scene(t, { registration: 'register-spa', files, start: startFiles })
  const person = await inChromium(t, { lang: 'fr', width: 1280 })
  const { page } = person
  const heading = (text: string) => page.getByRole('heading', { name: text, exact: true }).waitFor()
  const signInThere = async () => {
    await page.getByRole('button', { name: 'Sign in' }).click()
    await heading('Connectez-vous.')
    await person.fill('BMW ID (adresse e-mail)', cem.email)
    await person.fill('Mot de passe', cem.password)
    await person.press('Connexion')
    const allowing = page.getByRole('button', { name: 'Autoriser', exact: true })
    await allowing.or(page.getByRole('heading', { name: HELLO })).waitFor()
    if (await allowing.isVisible()) await allowing.click()
    await heading(HELLO)
  }
  await person.open(app.appUrl)
  await signInThere()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await heading('My app')

  await signInThere()
  const other = await person.tab()
  await other.open(`${world.url}/session/end`)
  await other.page.getByRole('button', { name: 'Se déconnecter' }).click()
  await other.page.getByText('Vous êtes déconnecté').first().waitFor()
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await heading('My app')
  t.is(page.url(), `${app.appUrl}/`)
})
