import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Lang } from '../../shared/i18n.ts'

// Owns the customers: what the portal keeps of somebody who signed in. Their identity is the provider's affair.

export interface Customer {
  readonly id: string
  readonly email: string
  readonly civility: 'madame' | 'monsieur'
  readonly givenName: string
  readonly familyName: string
  /** three wrong SMS codes: no contract can be added until somebody lifts it */
  readonly attachBlocked: boolean
}

/** Keeps who has just signed in, known by issuer and subject; returns the customer's id. */
export async function welcome(
  db: Knex,
  person: {
    issuer: string
    subject: string
    email: string
    civility: string
    givenName: string
    familyName: string
    lang: Lang
  },
  at: number,
): Promise<string> {
  const [row] = await db('customer')
    .insert({
      id: randomUUID(),
      issuer: person.issuer,
      subject: person.subject,
      email: person.email,
      civility: person.civility,
      given_name: person.givenName,
      family_name: person.familyName,
      lang: person.lang,
      created_at: at,
    })
    .onConflict(['issuer', 'subject'])
    .merge(['email', 'civility', 'given_name', 'family_name', 'lang'])
    .returning<{ id: string }[]>('id')
  if (!row) throw new Error('the customer was not kept')
  return row.id
}
