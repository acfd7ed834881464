import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Lang } from '../../shared/i18n.ts'
import { connectBrowser } from '../support/browser.ts'
import type { Teardown } from '../support/database.ts'
import { inspect } from './inspect.ts'
import type { Traveller } from './traveller.ts'

export interface Equipment {
  readonly lang: Lang
  readonly width: number
  readonly dark?: boolean
  /** hands that never leave the keyboard */
  readonly keyboard?: boolean
  /** each page is looked at: accessible, whole at that width, quiet in the console … */
  readonly inspected?: boolean
}

/** Somebody with a real browser: a profile of their own, and what was found on the pages they saw. */
export interface BrowserTraveller extends Traveller {
  readonly page: Page
  readonly context: BrowserContext
  readonly findings: readonly string[]
  /** The same person and profile, in another tab. */
  tab(): Promise<BrowserTraveller>
  /** Two clicks on the same button, as fast as can be. */
  pressTwice(text: string): Promise<unknown>
  /** Goes back, without waiting for a certain page. */
  back(): Promise<unknown>
}

export async function inChromium(t: Teardown, equipment: Equipment): Promise<BrowserTraveller> {
  const { lang, width, dark = false } = equipment
  const options: BrowserContextOptions = {
    locale: lang === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width, height: width < 600 ? 844 : 800 },
    hasTouch: width < 600,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  }
  const browser = await connectBrowser()
  t.teardown(() => browser.close())
  const context = await browser.newContext(options)
  context.setDefaultTimeout(10_000)
  return inTab(context, equipment)
}

async function inTab(context: BrowserContext, equipment: Equipment): Promise<BrowserTraveller> {
  const page = await context.newPage()
  const findings: string[] = []
  listen(page, findings)
  const hands = equipment.keyboard ? keyboard(page) : mouse(page)
  let visited = 0
  const inspected = new Set<string>()
  return {
    lang: equipment.lang,
    scripts: true,
    page,
    context,
    findings,
    open: (address) => page.goto(address, { waitUntil: 'commit' }),
    ...hands,
    press: async (text) => hands.press(await leaving(page, text)),
    pressTwice: async (text) => (await leaving(page, text)).dblclick(),
    arriveAt: async (heading) => {
      await arrive(page, heading)
      visited += 1
      await picture(page, equipment, visited)
      const text = await page.locator('body').innerText()
      if (!equipment.inspected || inspected.has(text)) return // a page that was here before
      inspected.add(text)
      findings.push(...(await inspect(page, equipment)))
    },
    read: async () => (await page.locator('body').innerText()).replace(/\s+/g, ' '),
    tab: () => inTab(context, equipment),
    back: async () => {
      await page.evaluate(() => document.documentElement.setAttribute('data-left', ''))
      await page.goBack({ waitUntil: 'commit' })
    },
  }
}

/** What a page says to developers only. */
function listen(page: Page, findings: string[]): void {
  page.on('console', (message) => {
    // a page that is itself an answer such as 404 is told there too
    const itself = message.location().url === page.url() && message.text().startsWith('Failed to load resource')
    if (['error', 'warning'].includes(message.type()) && !itself) findings.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => findings.push(`script: ${error.message}`))
}

function mouse(page: Page) {
  return {
    fill: (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value),
    choose: (label: string) => page.getByLabel(label, { exact: true }).check(),
    check: (label: string) => page.getByLabel(label, { exact: true }).check(),
    press: (control: Locator) => control.click(),
  }
}

function keyboard(page: Page) {
  const reach = async (control: Locator): Promise<void> => {
    for (let tabs = 0; tabs < 80; tabs++) {
      if (await control.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`the keyboard does not reach ${control.toString()}`)
  }
  const withKeys = async (control: Locator, act: () => Promise<void>): Promise<void> => {
    await reach(control)
    await act()
  }
  const byLabel = (label: string) => page.getByLabel(label, { exact: true })
  const space = (label: string) => withKeys(byLabel(label), () => page.keyboard.press('Space'))
  return {
    fill: (label: string, value: string) => withKeys(byLabel(label), () => page.keyboard.type(value)),
    choose: (label: string) => withKeys(groupOf(page, label), () => walkTo(page, byLabel(label))),
    check: space,
    press: async (control: Locator) => {
      if (!(await sendsWithEnter(control))) await reach(control)
      await page.keyboard.press('Enter')
    },
  }
}

/** The keyboard enters a group of radio buttons at its first, and walks in it by arrows. */
const groupOf = (page: Page, label: string): Locator =>
  page
    .locator('fieldset', { has: page.getByLabel(label, { exact: true }) })
    .getByRole('radio')
    .first()

async function walkTo(page: Page, option: Locator): Promise<void> {
  await page.keyboard.press('Space')
  for (let at = 0; at < 5 && !(await option.isChecked()); at++) await page.keyboard.press('ArrowDown')
}

/** In a text field of the form whose first button it is, Enter presses that button. */
const sendsWithEnter = (control: Locator): Promise<boolean> =>
  control.evaluate((button) => {
    const field = document.activeElement
    if (!(field instanceof HTMLInputElement) || !(button instanceof HTMLButtonElement)) return false
    return ['text', 'email', 'password', 'tel'].includes(field.type) && field.form === button.form
  })

/** The page that is left is marked, so that the next one cannot be mistaken for it. */
async function leaving(page: Page, text: string): Promise<Locator> {
  const control = await pressable(page, text)
  await page.evaluate(() => document.documentElement.setAttribute('data-left', ''))
  return control
}

/** What the content offers comes before what stands around it. */
async function pressable(page: Page, name: string): Promise<Locator> {
  for (const within of [page.locator('main'), page.locator('body')]) {
    for (const role of ['button', 'link'] as const) {
      const control = within.getByRole(role, { name, exact: true }).first()
      if ((await control.count()) > 0) return control
    }
  }
  const text = await page.locator('main').innerText()
  throw new Error(`« ${name} » is not on ${page.url()}, which says: ${text.slice(0, 500)}`)
}

async function arrive(page: Page, heading: string): Promise<void> {
  try {
    await page.waitForFunction(
      (expected) =>
        document.readyState === 'complete' &&
        !document.documentElement.hasAttribute('data-left') &&
        document.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() === expected,
      heading,
    )
  } catch {
    const text = await page.locator('main').innerText()
    throw new Error(`« ${heading} » is expected; ${page.url()} says: ${text.slice(0, 500)}`)
  }
}

/** For whoever wants to see: JOURNEY_PICTURES=/tmp/pictures. */
async function picture(page: Page, { lang, width, dark }: Equipment, visited: number): Promise<void> {
  const folder = process.env['JOURNEY_PICTURES']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const name = new URL(page.url()).pathname.replace(/\W+/g, '-').replace(/^-|-$/g, '').slice(0, 24) || 'landing'
  const file = `${lang}-${width}${dark ? '-dark' : ''}-${String(visited).padStart(2, '0')}-${name}.png`
  await page.screenshot({ path: join(folder, file), fullPage: true })
}
