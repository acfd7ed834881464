import { z } from 'zod'
import { MINUTE, SECOND } from '../../shared/time.ts'

/** Whom the provider vouches for. */
export interface Identity {
  readonly subject: string
  readonly sid: string | undefined
  readonly idToken: string
  /** instant of the sign-in */
  readonly authenticatedAt: number
  /** whether it was by two factors */
  readonly byFactor: boolean
  readonly email: string
  readonly civility: 'madame' | 'monsieur'
  readonly givenName: string
  readonly familyName: string
}

/** Two factors, as the provider calls it (NIST SP 800-63B-4). */
export const FACTOR = 'aal2'

/** Whether somebody was refused for want of a second factor: here, or at the provider already. */
export const lacksFactor = (reason: string): boolean =>
  reason === 'acr' || reason === 'unmet_authentication_requirements'

/** Clocks differ, and a network takes its time. */
const TOLERANCE = MINUTE

const instant = z.number().transform((seconds) => seconds * SECOND)
/** OpenID Connect Core §2: at most 255 ASCII characters. */
const name = z.string().regex(/^[\x20-\x7e]{1,255}$/)
/** One line of text: no control characters, nothing that turns the direction of what follows. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u)

const tokenSchema = z.object({
  sub: name,
  sid: name.optional(),
  azp: name.optional(),
  iat: instant,
  auth_time: instant.optional(),
  acr: z.string().optional(),
})

const personSchema = z.object({
  email: line(254).min(3),
  civility: z.string().optional(),
  given_name: line(200).default(''),
  family_name: line(200).default(''),
})

type Refusal = { readonly kind: 'refused'; readonly reason: string }
export type SignIn = Pick<Identity, 'subject' | 'sid' | 'authenticatedAt' | 'byFactor'>
export type Person = Pick<Identity, 'email' | 'civility' | 'givenName' | 'familyName'>

/** Judges what openid-client leaves to us of an ID token (OpenID Connect Core §3.1.3.7 nos. 5 and 10): that it is for
 *  us, that it is fresh, that nobody has signed in tomorrow, and if it matters, that it was by two factors. */
export function judgeToken(
  claims: object,
  { clientId, now, demandsFactor }: { clientId: string; now: number; demandsFactor: boolean },
): Refusal | { readonly kind: 'good'; readonly signIn: SignIn } {
  const token = tokenSchema.safeParse(claims)
  if (!token.success) return refusal(token.error)
  const { sub: subject, sid, azp, iat, auth_time: authenticatedAt = iat, acr } = token.data
  const byFactor = acr === FACTOR
  if (demandsFactor && !byFactor) return { kind: 'refused', reason: 'acr' }
  if (azp !== undefined && azp !== clientId) return { kind: 'refused', reason: 'azp' }
  if (Math.abs(now - iat) > TOLERANCE) return { kind: 'refused', reason: 'iat' }
  if (authenticatedAt > now + TOLERANCE) return { kind: 'refused', reason: 'auth_time' }
  return { kind: 'good', signIn: { subject, sid, authenticatedAt: Math.min(authenticatedAt, now), byFactor } }
}

/** Judges whether the details of a person are what our database, pages and mails take them for. */
export function judgePerson(details: object): Refusal | { readonly kind: 'good'; readonly person: Person } {
  const known = personSchema.safeParse(details)
  if (!known.success) return refusal(known.error)
  const { email, civility, given_name: givenName, family_name: familyName } = known.data
  const person = { email, civility: civility === 'madame' ? 'madame' : 'monsieur', givenName, familyName } as const
  return { kind: 'good', person }
}

/** The claim's name alone: its value may be anything. */
const refusal = (error: z.ZodError): Refusal => ({
  kind: 'refused',
  reason: `claim ${error.issues[0]?.path.join('.')}`,
})
