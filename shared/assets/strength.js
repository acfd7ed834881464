// Says in words how good a new password is, when its writer pauses. Whether it is taken the server says: it knows the
// lists.
const MIN = 12
const GOOD = 16
const BEST = 20
const PAUSE_MS = 300

const say = (words, password) => {
  const normal = password.normalize('NFKC')
  const length = Array.from(normal).length
  if (length === 0) return ''
  if (length === MIN - 1) return words.strengthOne
  if (length < MIN) return words.strengthMore.replace('#', String(MIN - length))
  if (length < GOOD) return /^\p{Nd}+$/u.test(normal) ? words.strengthDigits : words.strengthEnough
  return length < BEST ? words.strengthGood : words.strengthBest
}

for (const place of document.querySelectorAll('[data-strength-of]')) {
  const input = document.getElementById(place.dataset.strengthOf)
  let pause
  input?.addEventListener('input', () => {
    clearTimeout(pause)
    pause = setTimeout(() => {
      const words = say(place.dataset, input.value)
      if (place.textContent !== words) place.textContent = words
    }, PAUSE_MS)
  })
}
