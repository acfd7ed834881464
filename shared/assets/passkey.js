// [data-passkey="create"] and [data-passkey="get"]: a form whose button asks the browser for a passkey first, and then sends
// what it made. Hidden until a script is there to do so; what stands in [data-passkey-without] is for everybody else.
const RENEW_MS = 4 * 60_000 // what is to be signed is good for five minutes
let waiting

for (const place of document.querySelectorAll('[data-passkey]')) if ('PublicKeyCredential' in window) prepare(place)
for (const list of document.querySelectorAll('[data-passkey-known]')) tellKeepers(list.dataset)
for (const one of document.querySelectorAll('[data-passkey-unknown]')) tellUnknown(one.dataset)

// The page comes back as it was left, from the back button: it may be used again.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  for (const place of document.querySelectorAll('[data-passkey-sent]')) {
    delete place.dataset.passkeySent
    if (place.dataset.passkeyAutofill !== undefined) void offer(place)
  }
})

function prepare(place) {
  place.hidden = false
  for (const without of document.querySelectorAll('[data-passkey-without]')) without.hidden = true
  place.querySelector('form').addEventListener('submit', (event) => {
    if (place.dataset.passkeySent) return
    event.preventDefault()
    void ask(place)
  })
  if (place.dataset.passkeyAutofill !== undefined) void offer(place)
}

// In the list that the browser opens below the field for the address, next to what it has saved for it.
async function offer(place) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  void ask(place, 'conditional')
  setInterval(() => {
    if (waiting?.mediation === 'conditional') void ask(place, 'conditional')
  }, RENEW_MS)
}

async function ask(place, mediation) {
  waiting?.abort()
  const mine = Object.assign(new AbortController(), { mediation })
  waiting = mine
  say(place, '')
  try {
    const { signal } = mine
    const publicKey = await optionsOf(place.dataset.passkeyOptions, signal)
    const wish = { publicKey, signal, ...(mediation && { mediation }) }
    const { create, get } = navigator.credentials
    const made = await (place.dataset.passkey === 'create' ? create : get).call(navigator.credentials, wish)
    if (!mine.signal.aborted) send(place, made)
  } catch (error) {
    if (mine.signal.aborted || mediation) return
    say(place, wordsFor(place.dataset, error))
    if (place.dataset.passkeyAutofill !== undefined) void offer(place)
  }
}

async function optionsOf(address, signal) {
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(address, { method: 'POST', headers, body: '', redirect: 'manual', signal })
  // led to sign in, or the question is over: the page itself says so
  if (response.type === 'opaqueredirect' || response.status === 410) location.reload()
  if (!response.ok) throw new TypeError('refused')
  const options = await response.json()
  const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }))
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: named(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: named(options.allowCredentials) }),
  }
}

function send(place, { id, rawId, type, response }) {
  const form = place.querySelector('form')
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
  const sent = Object.fromEntries(parts.flatMap((name) => (response[name] ? [[name, text(response[name])]] : [])))
  const transports = response.getTransports?.() ?? []
  const fields = form.elements
  fields.credential.value = JSON.stringify({ id, rawId: text(rawId), type, response: { ...sent, transports } })
  if (fields.remember) fields.remember.value = document.querySelector('input[name=remember]:checked')?.value ?? ''
  place.dataset.passkeySent = 'true'
  form.requestSubmit()
}

function say(place, words) {
  const fault = place.querySelector('[data-passkey-fault]')
  fault.hidden = words === ''
  fault.textContent = words
}

function wordsFor({ saidCancelled, saidKnown, saidAway, saidUnable }, { name }) {
  if (name === 'NotAllowedError' || name === 'AbortError') return saidCancelled
  if (name === 'InvalidStateError') return saidKnown ?? saidUnable
  return name === 'TypeError' ? saidAway : saidUnable
}

// What keeps passkeys hides those that are good for nothing any more, and shows them again if they are (WebAuthn 3 §5.1.10).
function tellKeepers({ passkeyParty: rpId, passkeyUser: userId, passkeyKnown }) {
  const allAcceptedCredentialIds = passkeyKnown.split(' ').filter(Boolean)
  const telling = window.PublicKeyCredential?.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds })
  telling?.catch(() => undefined)
}

function tellUnknown({ passkeyParty: rpId, passkeyUnknown: credentialId }) {
  window.PublicKeyCredential?.signalUnknownCredential?.({ rpId, credentialId })?.catch(() => undefined)
}

function bytes(base64url) {
  const letters = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
}

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
