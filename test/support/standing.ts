import { randomUUID } from 'node:crypto'
import { openAccount } from '../../idp/account/service.ts'
import { welcome } from '../../portal/account/service.ts'
import { openSession } from '../../portal/auth/session.ts'
import { createPasswords } from '../../shared/crypto/passwords.ts'
import type { Person } from './people.ts'
import type { Shipped } from './processes.ts'

// People who are there before a storm begins, put into the databases that the processes share.

/** As expensive as in the processes: one that is cheaper would be hashed anew at the first sign-in. */
const passwords = createPasswords({ memoryKib: 19_456, passes: 2, running: 2 })

/** An open account; returns its `sub`. */
export async function openAccountIn(shop: Pick<Shipped, 'idpDb'>, person: Person): Promise<string> {
  const [id = ''] = await openAccountsIn(shop, [person])
  return id
}

/** So many accounts, with one password: that of the first. */
export async function openAccountsIn({ idpDb }: Pick<Shipped, 'idpDb'>, persons: readonly Person[]): Promise<string[]> {
  const passwordHash = await (await passwords).hash(persons[0]?.password ?? '')
  const terms = { termsVersion: '2026-11', termsAcceptedAt: Date.now() }
  return Promise.all(
    persons.map(async (person) => {
      const { password: _, ...named } = person
      const id = randomUUID()
      await openAccount(idpDb, { ...named, ...terms, id, lang: 'fr', passwordHash }, Date.now())
      return id
    }),
  )
}

/** A customer who is signed in at the portal: their id, and the cookie of their browser. */
export async function signedInAt({ portalDb: db, portalSecrets: secrets, idpUrl }: Shipped) {
  const subject = randomUUID()
  const named = { civility: 'madame', givenName: 'Nina', familyName: 'Roussel', lang: 'fr' } as const
  const email = `${subject}@example.test`
  const id = await welcome(db, { ...named, issuer: idpUrl, subject, email }, Date.now())
  const from = { sid: undefined, idToken: 'none', authenticatedAt: Date.now(), byFactor: false }
  const session = await openSession({ db, secrets, now: Date.now }, id, from)
  return { id, email, cookie: `mybmwfs_session=${session}` }
}
