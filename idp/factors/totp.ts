import { generateSecret, generateURI, verifySync } from 'otplib'
import { SECOND } from '../../shared/time.ts'

// Codes that change with the time (RFC 6238): six digits, SHA-1, thirty seconds, what every authenticator app can do.

const STEP_SECONDS = 30

/** 160 random bits (RFC 4226 §4), in base32 as apps take them. */
export const newSecret = (): string => generateSecret({ length: 20 })

/** The step whose code this is: the present one, or the one before or after for clocks that differ (RFC 6238 §5.2). */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const epoch = Math.floor(now / SECOND)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: STEP_SECONDS })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** What a QR code says, and what opens the app on the same device. */
export const enrolmentLink = (secret: string, email: string): string =>
  generateURI({ issuer: 'BMW ID', label: email, secret })
