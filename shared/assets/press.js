// form[data-press]: sent once as soon as a person sees the page, never by a page that a browser loads in advance.
const waiting = document.querySelector('form[data-press]')
if (waiting) {
  if (document.prerendering) document.addEventListener('prerenderingchange', () => press(waiting), { once: true })
  else press(waiting)
}

function press(form) {
  form.removeAttribute('data-press')
  form.requestSubmit()
}
