import type { BrowserTraveller } from '../journeys/chromium.ts'

/** A device that asks for a fingerprint, and always gets the right one. */
export async function withAuthenticator({ context, page }: BrowserTraveller) {
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
