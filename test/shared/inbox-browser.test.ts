import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import test, { type ExecutionContext } from 'ava'
import { chromium, type Page } from 'playwright-core'
import { fromRoot } from '../../shared/root.ts'
import { inboxFor, send, sms } from './inbox.support.ts'

async function browserPage(t: ExecutionContext, width: number): Promise<Page> {
  const shared = process.env['TEST_BROWSER']
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell'
  const browser = await (shared
    ? chromium.connect(shared)
    : chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }))
  t.teardown(() => browser.close())
  return browser.newPage({ viewport: { width, height: 844 } })
}

async function serverFor(t: ExecutionContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

for (const width of [390, 1280]) {
  test(`at ${width} px a link of a mail opens an ordinary tab with the browser's own cookies`, async (t) => {
    const { inbox, url } = await inboxFor(t)
    const site = await serverFor(t, (request, response) => {
      response.setHeader('Set-Cookie', 'signup=1; SameSite=Lax; HttpOnly')
      response.setHeader('Content-Type', 'text/html').end(`<title>${request.headers.cookie ?? 'no cookie'}</title>`)
    })
    const page = await browserPage(t, width)
    await page.goto(site)
    await send(inbox, {
      to: 'anna@example.test',
      subject: 'Activez',
      html: `<a href="${site}/a">Activez</a>`,
      text: 'x',
    })
    await page.goto(url)
    if (width === 390) await page.getByRole('link', { name: 'Activez' }).click()
    const link = page.frameLocator('iframe').getByRole('link', { name: 'Activez' })
    const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()])
    await tab.waitForURL(`${site}/a`)
    t.is(await tab.title(), 'signup=1')
    t.is(await tab.evaluate(() => window.origin), site) // not the sandbox's opaque origin
  })

  test(`at ${width} px a new message appears by itself, and the page is accessible before and after`, async (t) => {
    const { inbox, url } = await inboxFor(t)
    const page = await browserPage(t, width)
    await page.goto(url)
    await accessible(t, page)
    await sms(inbox)
    await page.getByRole('link', { name: 'Votre code est 482913' }).click()
    await page.getByRole('button', { name: 'Copier le code' }).waitFor()
    await accessible(t, page)
  })
}

async function accessible(t: ExecutionContext, page: Page): Promise<void> {
  const axe = await readFile(fromRoot('node_modules', 'axe-core', 'axe.min.js'), 'utf8')
  const rules = await page.evaluate(
    `(() => { const module = undefined; ${axe}; return axe.run().then((found) => found.violations.map((v) => v.id)) })()`,
  )
  t.deepEqual(rules, [])
  t.true(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
}
