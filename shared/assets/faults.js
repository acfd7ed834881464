// [data-faults]: what is wrong is the first thing to know.
const faults = document.querySelector('[data-faults]')
faults?.focus()
// Who comes back to a page that answered a form gets the page the form was on, not the browser's error: the answer to a form
// is not kept, and would have to be sent again.
if (faults) history.replaceState(null, '')
