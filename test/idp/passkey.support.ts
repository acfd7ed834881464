import type { BrowserTraveller } from '../journeys/chromium.ts'

/** A device that asks for a fingerprint, and always gets the right one. Chromium without a screen has no list below the field
 *  for the address: with `list` it answers at once for somebody who picks from it, without it nobody is offered one. */
export async function withAuthenticator({ context, page }: BrowserTraveller, { list = false } = {}) {
  if (!list) {
    await page.addInitScript(() => {
      Object.assign(PublicKeyCredential, { isConditionalMediationAvailable: () => Promise.resolve(false) })
    })
  }
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: false,
  } as const
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options })
  return {
    /** Whether its owner has a finger on it. */
    touch: (enabled: boolean) => devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    /** It is at home, and they are not. */
    leave: () => devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  }
}
