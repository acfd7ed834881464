import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import test from 'ava'
import type { Browser, Page } from 'playwright-core'
import { MINUTE } from '../../shared/time.ts'
import { connectBrowser } from '../support/browser.ts'
import { type World, worldWith } from '../support/world.ts'
import { contracts, signedIn, wrong } from './adding.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const { number, mobile } = contracts.morel

let browser: Browser
test.before(async () => {
  browser = await connectBrowser()
})
test.after.always(() => browser.close())

/** Morel’s browser, signed in. */
async function morelAt(world: World, width: number): Promise<Page> {
  const morel = await signedIn(world)
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: 'fr-FR',
    baseURL: world.portalUrl,
  })
  const value = morel.cookie('mybmwfs_session') ?? ''
  await context.addCookies([{ name: 'mybmwfs_session', value, url: world.portalUrl }])
  return context.newPage()
}

async function askFor(page: Page, contract: string): Promise<void> {
  await page.goto('/contracts/new')
  await page.getByLabel('N° de contrat').fill(contract)
  await page.getByRole('button', { name: 'Ajouter ce contrat' }).click()
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code SMS').fill(code)
  await page.getByRole('button', { name: 'Continuer' }).click()
}

/** What axe finds, and whether one would have to scroll sideways. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState()
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    ).axe.run()
    const { scrollWidth, clientWidth } = document.documentElement
    return [...violations.map(({ id }) => id), ...(scrollWidth > clientWidth ? ['too wide'] : [])]
  })
}

for (const width of [390, 1280]) {
  test(`every page can be used by everybody, ${width} px`, async (t) => {
    const world = await worldWith(t)
    const page = await morelAt(world, width)
    await askFor(page, 'S9999999999')
    t.deepEqual(await findings(page), [], 'the number, with a fault')
    await askFor(page, contracts.company.number)
    t.deepEqual(await findings(page), [], 'refused')
    await askFor(page, number)
    t.deepEqual(await findings(page), [], 'the code')
    const code = await world.inbox.lastCode(mobile)
    for (const by of [1, 2, 3]) {
      await enter(page, wrong(code, by))
      t.deepEqual(await findings(page), [], `wrong code ${by}`)
    }
    await page.getByRole('heading', { name: 'L’ajout de contrats est bloqué.' }).waitFor()
    await page.context().close()
  })
}

test('the page of the code tells by itself that the gateway is away, and that it is back', async (t) => {
  const world = await worldWith(t)
  world.inbox.setSmsMode('error')
  const page = await morelAt(world, 390)
  await askFor(page, number)
  await page.getByText('Nous réessayons').waitFor()
  world.inbox.setSmsMode('ok')
  world.clock.pass(MINUTE)
  await world.portal.outbox.drain()
  await page.getByText('Nous réessayons').waitFor({ state: 'detached' })
  t.true(await page.getByRole('button', { name: 'Renvoyer le code SMS' }).isDisabled())
  t.regex((await page.locator('.countdown').textContent()) ?? '', /disponible dans [89].min \d+.s/)
  await page.getByLabel('Code SMS').fill(await world.inbox.lastCode(mobile))
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/contracts/${number}`)
  t.pass()
  await page.context().close()
})
