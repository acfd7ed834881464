// Keeps the page fresh and copies a code. Without it the page reloads itself (noscript) and the code can be selected.
const EVERY = 2000
const status = document.querySelector('[role=status]')

let revision = `"${status.dataset.revision}"`
let hiding

async function poll() {
  try {
    const response = await fetch('/api/messages', { headers: { 'If-None-Match': revision }, cache: 'no-store' })
    if (status.textContent === status.dataset.away) say('')
    if (response.status === 200) {
      await refresh()
      revision = response.headers.get('ETag') ?? revision
    }
  } catch {
    say(status.dataset.away)
  }
  setTimeout(poll, document.hidden ? 5 * EVERY : EVERY)
}

async function refresh() {
  const response = await fetch(location.href, { cache: 'no-store' })
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const before = newestHref(document)
  const focused = document.activeElement?.getAttribute('href')
  replaceParts(fresh)
  document.title = fresh.title
  document.body.className = fresh.body.className
  if (focused && document.activeElement === document.body) {
    document.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  }
  const after = newestHref(document)
  if (after && after !== before) say(status.dataset.arrived, EVERY * 2)
}

/** Only what has changed: a message that is being read stays untouched. */
function replaceParts(fresh) {
  const next = [...fresh.querySelectorAll('[data-live]')]
  for (const [index, part] of [...document.querySelectorAll('[data-live]')].entries()) {
    if (next[index] && next[index].dataset.live !== part.dataset.live) part.replaceWith(document.adoptNode(next[index]))
  }
  showCopyButtons()
}

const newestHref = (page) => page.querySelector('.item')?.getAttribute('href')

function say(sentence, forMilliseconds) {
  clearTimeout(hiding)
  status.textContent = sentence
  if (forMilliseconds) hiding = setTimeout(() => say(''), forMilliseconds)
}

function showCopyButtons() {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false
}

async function copy({ dataset }) {
  await navigator.clipboard.writeText(dataset.copy)
  say(dataset.copied, EVERY)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]')
  if (button) void copy(button)
})
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void refresh().catch(() => undefined)
})
showCopyButtons()
setTimeout(poll, EVERY)
