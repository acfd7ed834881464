import { randomInt, randomUUID } from 'node:crypto'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { closeAccount, openAccount } from '../account/service.ts'
import type { Idp } from '../context.ts'

/** Somebody who exists for as long as a check lasts. */
export interface CheckPerson {
  readonly id: string
  readonly email: string
  readonly password: string
  /** found on no page but one that greets them */
  readonly familyName: string
}

/** Opens an account for a check, and takes it away afterwards, whatever happens. */
export async function withPerson<T>(idp: Idp, act: (person: CheckPerson) => Promise<T>): Promise<T> {
  const id = randomUUID()
  const person = { id, email: `check-${id}@bmw-id.invalid`, password: randomToken(), familyName: inventName() }
  const { password, ...named } = person
  const account = {
    ...named,
    civility: 'madame' as const,
    givenName: 'Controle',
    lang: 'en' as const,
    passwordHash: await idp.passwords.hash(password),
    termsVersion: 'check',
    termsAcceptedAt: idp.now(),
  }
  await openAccount(idp.db, account, idp.now())
  try {
    return await act(person)
  } finally {
    await inTransaction(idp.db, async (tx) => {
      await idp.engine.endSessions(tx, { accountId: id }, { cause: 'accountDeleted', actor: 'operator' })
      await closeAccount(tx, id)
    })
  }
}

const inventName = (): string => `Z${Array.from({ length: 9 }, () => 'bcdfghjklmnpqrstvwxz'[randomInt(20)]).join('')}`
