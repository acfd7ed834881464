// input[data-one-time-code]: ready for the code, takes one pasted with spaces, and one from the phone's messages.
const input = document.querySelector('input[data-one-time-code]')
if (input) {
  if (!document.querySelector('[data-faults]')) input.focus()
  input.addEventListener('paste', paste)
  void receive()
}

function paste(event) {
  const digits = event.clipboardData.getData('text').replace(/\D/g, '')
  if (digits === '') return
  event.preventDefault()
  fill(digits)
}

// WebOTP: Chromium on Android reads a message whose last line names this site. A person still presses the button: it is
// one of three tries.
async function receive() {
  if (!('OTPCredential' in window)) return
  const waiting = new AbortController()
  const stop = () => waiting.abort()
  input.form?.addEventListener('submit', stop)
  addEventListener('pagehide', stop)
  try {
    const message = await navigator.credentials.get({ otp: { transport: ['sms'] }, signal: waiting.signal })
    if (message) fill(message.code)
  } catch {
    // Refused, or given up: the code is typed then.
  }
}

function fill(code) {
  input.value = code
  input.dispatchEvent(new Event('input', { bubbles: true }))
  input.form?.querySelector('button:not([type="button"])')?.focus()
}
