import test from 'ava'
import { DAY } from '../../shared/time.ts'
import { inboxFor, noon, send, sms } from './inbox.support.ts'

const mail = {
  to: 'anna@example.test',
  subject: '<b>Activez</b>',
  text: 'Ouvrez https://id.example/a?x=1&y=2.\n<script>',
  html: '<!doctype html><html lang="fr"><head><title>x</title></head><body><a href="https://id.example/a">Activez</a><script>1</script></body></html>',
}
const page = async (url: string) => {
  const response = await fetch(url)
  return { response, html: await response.text(), policy: response.headers.get('content-security-policy') ?? '' }
}

test('the empty page says so, and what arrives here', async (t) => {
  const { inbox, url } = await inboxFor(t)
  const { html, policy } = await page(url)
  t.true(html.startsWith('<!doctype html><html lang="fr">'))
  t.regex(html, /Aucun message pour l’instant\./)
  t.regex(html, new RegExp(`localhost:${inbox.smtpPort}`))
  t.regex(html, /<noscript><meta http-equiv="refresh"/)
  t.notRegex(html, /Vider|<style|style=|<script>/)
  t.notRegex(policy, /unsafe/)
})

test('the list has the newest on top and the newest message beside it, nothing of it as markup', async (t) => {
  let now = noon - DAY
  const { inbox, url } = await inboxFor(t, { now: () => now })
  await sms(inbox, { at: now })
  now = noon
  await send(inbox, mail)
  const { html } = await page(url)
  t.true(html.indexOf('anna@example.test') < html.indexOf('+33\u00a06\u00a012\u00a034\u00a056\u00a001'))
  t.regex(html, /&lt;b>Activez/)
  t.notRegex(html, /<b>|<script>/)
  t.regex(html, />12:00<.*>21\snov\.</)
  t.regex(html, /2\u00a0messages/)
  t.regex(html, / sandbox="allow-popups allow-popups-to-escape-sandbox"/)
})

test('the HTML of a mail is served apart: it runs and loads nothing, its links open in a tab', async (t) => {
  const { inbox, url } = await inboxFor(t)
  await send(inbox, mail)
  const { html, policy } = await page(`${url}/messages/${inbox.messages()[0]?.id}/html`)
  t.true(html.startsWith('<!doctype html><meta charset="utf-8"><base target="_blank">'))
  t.true(html.endsWith(mail.html))
  t.regex(policy, /default-src 'none'.*sandbox allow-popups allow-popups-to-escape-sandbox$/)
  t.notRegex(policy, /script-src|connect-src|https?:|allow-scripts|allow-same-origin/)
})

test('the text alternative can be read alone, with links', async (t) => {
  const { inbox, url } = await inboxFor(t)
  await send(inbox, mail)
  const { html } = await page(`${url}/messages/${inbox.messages()[0]?.id}?as=text`)
  t.notRegex(html, /<iframe/)
  t.regex(html, /Ouvrez <a href="https:\/\/id\.example\/a\?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">/)
  t.regex(html, /&lt;script>/)
})

test('the code of a text message is marked and ready to copy', async (t) => {
  const { inbox, url } = await inboxFor(t)
  await sms(inbox)
  const { html } = await page(`${url}/messages/${inbox.messages()[0]?.id}`)
  t.regex(html, /Votre code est <mark>482913<\/mark>\./)
  t.regex(html, /data-copy="482913"/)
})

test('the button empties the inbox, but not for another site; an old address says that the message is gone', async (t) => {
  const { inbox, url } = await inboxFor(t)
  await sms(inbox)
  const address = `${url}/messages/${inbox.messages()[0]?.id}`
  const empty = (site: string) =>
    fetch(`${url}/empty`, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': site } })
  t.is((await empty('cross-site')).status, 403)
  t.is(inbox.messages().length, 1)
  t.is((await empty('same-origin')).status, 303)
  t.is(inbox.messages().length, 0)
  const { response, html } = await page(address)
  t.is(response.status, 404)
  t.regex(html, /Ce message n’existe plus\./)
  t.is((await fetch(`${address}/html`)).status, 404)
})

test('its files are served', async (t) => {
  const { url } = await inboxFor(t)
  const { html } = await page(url)
  const types: Record<string, RegExp> = { css: /^text\/css/, js: /javascript/, svg: /^image\/svg/ }
  const files = [...html.matchAll(/(?:src|href)="(\/\w+\.(\w+))"/g)]
  t.is(files.length, 6)
  for (const [, path = '', extension = ''] of files) {
    const response = await fetch(url + path)
    t.is(response.status, 200)
    t.regex(response.headers.get('content-type') ?? '', types[extension] ?? /^$/)
  }
})
