// [data-refresh="5"] with an id: fetches this page every 5 seconds and takes over what stands in that element, until the
// page no longer asks for it. At most five minutes, because each fetch tells the server that somebody is there.
const MINUTES = 5

for (const element of document.querySelectorAll('[data-refresh][id]')) watch(element)

function watch(element) {
  const until = Date.now() + MINUTES * 60_000
  let seen = element.innerHTML

  async function refresh() {
    if (!element.isConnected || !element.dataset.refresh || Date.now() > until) return
    // Not while the page is out of sight, and never under the fingers of whoever is acting in it.
    if (!document.hidden && !element.contains(document.activeElement)) seen = await renew(element, seen)
    again()
  }
  const again = () => setTimeout(refresh, Number(element.dataset.refresh) * 1000)
  again()
}

/** Gives what it has shown, to know next time whether anything is new. */
async function renew(element, seen) {
  const page = await thisPage()
  if (!page) return seen
  const fresh = page.getElementById(element.id)
  // Another page altogether: this step is over, or the session is. Let the person see it.
  if (!fresh) {
    location.reload()
    return seen
  }
  if (!fresh.dataset.refresh) element.removeAttribute('data-refresh')
  const html = fresh.innerHTML
  if (html !== seen) element.replaceChildren(...fresh.childNodes)
  return html
}

async function thisPage() {
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' })
    if (!response.ok) return undefined
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    return undefined // offline for a moment, or led away to another site: the next try may do
  }
}
