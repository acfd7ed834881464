// form[data-submit-once]: a second press while the first is on its way does nothing.
const sent = new Set()

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.matches('[data-submit-once]') || event.defaultPrevented) return
  if (sent.has(form)) return event.preventDefault()
  sent.add(form)
  form.setAttribute('aria-busy', 'true')
})

// The page comes back as it was left, from the back button: what was sent may be sent again.
addEventListener('pageshow', () => {
  for (const form of sent) form.removeAttribute('aria-busy')
  sent.clear()
})
