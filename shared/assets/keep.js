// What is shown once: printed by button[data-print], copied by button[data-copy] from the element of that id.
for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', () => void copy(button))
}

async function copy(button) {
  const items = document.getElementById(button.dataset.copy).querySelectorAll('li')
  await navigator.clipboard.writeText([...items].map((item) => item.textContent.trim()).join('\n'))
  button.textContent = button.dataset.copied
}
