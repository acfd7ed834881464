// [data-countdown-to] with [data-countdown-now]: how long until then, and no sending before. Both instants are the
// server's, so a visitor's wrong clock does not matter. Looked up anew each second: refresh.js may have replaced it.
const ends = new WeakMap()

function tick() {
  for (const element of document.querySelectorAll('[data-countdown-to]')) count(element)
}

function count(element) {
  if (!ends.has(element)) {
    const { countdownTo, countdownNow } = element.dataset
    ends.set(element, Date.now() + Number(countdownTo) - Number(countdownNow ?? Date.now()))
  }
  const left = ends.get(element) - Date.now()
  for (const button of element.closest('form')?.querySelectorAll('button') ?? []) button.disabled = left > 0
  if (left > 0) {
    const time = element.querySelector('[data-countdown-time]') ?? element
    time.textContent = words(left)
  } else finish(element)
}

function finish(element) {
  element.removeAttribute('data-countdown-to')
  element.hidden = !element.dataset.countdownDone
  // Said once, at the end: a number that is read out each second helps nobody.
  element.setAttribute('role', 'status')
  element.textContent = element.dataset.countdownDone ?? ''
}

function words(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000)
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `${minutes}\u00a0min ${seconds % 60}\u00a0s` : `${seconds}\u00a0s`
}

tick()
setInterval(tick, 1000)
