// A page that the browser kept whole may show what is over by now (somebody signed out): it is asked for again.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})
