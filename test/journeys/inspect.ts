import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { fromRoot } from '../../shared/root.ts'
import type { Equipment } from './chromium.ts'

const axe = readFileSync(fromRoot('node_modules', 'axe-core', 'axe.min.js'), 'utf8')

/** Everything that is wrong with a page, a sentence each. */
export async function inspect(page: Page, { lang, width, keyboard }: Equipment): Promise<string[]> {
  const found = [...(await accessibility(page)), ...(await layout(page, width)), ...(await language(page, lang))]
  // the keyboard's own journey must not lose its place
  if (!keyboard) found.push(...(await tabOrder(page)))
  const { pathname } = new URL(page.url())
  return found.map((finding) => `${pathname} at ${width} px: ${finding}`)
}

/** Sent by the debugger's protocol, which the page's own policy does not bind. */
const accessibility = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    if (!window.axe) { const module = undefined; ${axe}; window.axe = axe }
    return window.axe.run().then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => id + ': ' + help + ': ' + html)))
  })()`)

const layout = (page: Page, width: number): Promise<string[]> =>
  page.evaluate((most) => {
    const found: string[] = []
    const { scrollWidth } = document.documentElement
    if (scrollWidth > most) found.push(`${scrollWidth} px wide`)
    for (const element of document.querySelectorAll('button, .button, .field__input, summary, nav a, header a')) {
      const box = element.getBoundingClientRect()
      if (box.width > 1 && box.height < 43.5)
        found.push(`only ${Math.round(box.height)} px high: ${element.textContent}`)
    }
    return found
  }, width)

const language = (page: Page, lang: string): Promise<string[]> =>
  page.evaluate((expected) => {
    const found: string[] = []
    if (document.documentElement.lang !== expected) found.push(`is in « ${document.documentElement.lang} »`)
    const unfilled = /\{\d+\}|undefined|NaN|\[object/.exec(`${document.title} ${document.body.innerText}`)
    if (unfilled) found.push(`shows ${unfilled[0]}`)
    return found
  }, lang)

/** Tab reaches everything that can be acted on, in reading order, and shows where it is. */
async function tabOrder(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const groups = new Set<string>()
    const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
    const reachable = controls.filter((control) => {
      if (!control.checkVisibility({ visibilityProperty: true }) || (control as HTMLButtonElement).disabled)
        return false
      if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return control.tabIndex >= 0
      return !groups.has(control.name) && groups.add(control.name) !== undefined
    })
    for (const [at, control] of reachable.entries()) control.setAttribute('data-stop', String(at))
    return reachable.length
  })
  const stops: number[] = []
  const found: string[] = []
  for (let tabs = 0; tabs < count + 3 && new Set(stops).size < count; tabs++) {
    await page.keyboard.press('Tab')
    const { stop, outlined, what } = await focused(page)
    if (stop === undefined) continue
    stops.push(stop)
    if (!outlined) found.push(`no focus to be seen on ${what}`)
  }
  const start = stops.indexOf(0)
  const inOrder = [...stops.slice(start), ...stops.slice(0, start)]
  const expected = Array.from({ length: count }, (_, at) => at)
  if (inOrder.join() !== expected.join()) found.push(`Tab goes through ${inOrder.join()} of ${count} controls`)
  return found
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    const stop = element?.getAttribute('data-stop')
    const around = [element, element?.nextElementSibling, element?.closest('label')].filter(
      (one) => one instanceof Element,
    )
    const outlined = around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    return { stop: stop ? Number(stop) : undefined, outlined, what: element?.outerHTML.slice(0, 120) }
  })
