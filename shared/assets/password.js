// Beside a password with the words for it: a button that shows and hides what is typed.
for (const input of document.querySelectorAll('input[data-reveal-show]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'field__reveal'
  button.setAttribute('aria-controls', input.id)

  const show = (shown) => {
    input.type = shown ? 'text' : 'password'
    button.textContent = shown ? input.dataset.revealHide : input.dataset.revealShow
  }
  button.addEventListener('click', () => show(input.type === 'password'))
  // Sent as a password, so that the browser offers to keep it and never remembers it as a text.
  input.form?.addEventListener('submit', () => show(false))

  show(false)
  input.after(button)
}
