import { hash, verify } from '@node-rs/argon2'
import { createGate } from '../limits/gate.ts'

/** Argon2id at the OWASP floor (ASVS 5.0 11.4.2); the parameters stand in each hash. */
export interface PasswordCost {
  readonly memoryKib: number
  readonly passes: number
  /** hashes that run at once; more only fills memory, because each keeps a core busy */
  readonly running: number
}

/** Hashes and checks passwords, at most a few at once: beyond 128 waiting, or 2 s of waiting, the answer is 503. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** against nothing (an unknown address) it takes as long and says no */
  matches(password: string, hash: string | undefined): Promise<boolean>
  /** whether a hash was made with weaker parameters than today's */
  isOutdated(hash: string): boolean
}

export async function createPasswords(cost: PasswordCost): Promise<Passwords> {
  const inTurn = createGate({ width: cost.running })
  const options = { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: 1 }
  const make = (password: string) => hash(normalize(password), options)
  const dummy = await make('nobody has this password')
  return {
    hash: (password) => inTurn(() => make(password)),
    matches: (password, stored) =>
      inTurn(async () => (await verify(stored ?? dummy, normalize(password))) && stored !== undefined),
    isOutdated: (stored) => !stored.includes(`$m=${cost.memoryKib},t=${cost.passes},p=1$`),
  }
}

/** The same letter typed on two keyboards is the same password (NIST SP 800-63B-4 §3.1.1.2). */
const normalize = (password: string): string => password.normalize('NFKC')
