// [data-faults]: what is wrong is the first thing to know.
document.querySelector('[data-faults]')?.focus()
