import { randomUUID } from 'node:crypto'
import { type Account, openAccount } from '../../idp/account/service.ts'
import type { Idp } from '../../idp/context.ts'

/** Invented people. Their passwords pass every rule of ours. */
export interface Person {
  readonly civility: Account['civility']
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly password: string
}

export const people = {
  /** has an account */
  anna: invent('madame', 'Anna', 'Lindqvist', 'violet-lantern-harbour'),
  /** signed up, not activated yet */
  ben: invent('monsieur', 'Ben', 'Okonjo', 'quiet-walnut-meadow-8'),
  /** has an account, and is blocked */
  cem: invent('monsieur', 'Cem', 'Aydınlık', 'copper-thimble-oracle'),
  /** the customer of the tutorial */
  morel: invent('monsieur', 'Julien', 'Morel', 'marble-orchard-signal'),
} as const satisfies Record<string, Person>

function invent(civility: Person['civility'], givenName: string, familyName: string, password: string): Person {
  return { civility, givenName, familyName, email: `${givenName.toLowerCase()}@example.test`, password }
}

/** Opens an account as if the person had signed up and activated it; returns its `sub`. */
export async function openAccountOf(
  idp: Pick<Idp, 'db' | 'now' | 'passwords'>,
  person: Person,
  options: { blocked?: boolean; lang?: Account['lang'] } = {},
): Promise<string> {
  const id = randomUUID()
  const { password, ...named } = person
  const account = {
    ...named,
    id,
    lang: options.lang ?? 'fr',
    passwordHash: await idp.passwords.hash(password),
    termsVersion: '2026-11',
    termsAcceptedAt: idp.now(),
  }
  await openAccount(idp.db, account, idp.now())
  if (options.blocked) await idp.db('account').where({ id }).update({ blocked_at: idp.now() })
  return id
}
