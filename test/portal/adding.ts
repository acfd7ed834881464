import { randomUUID } from 'node:crypto'
import { welcome } from '../../portal/account/service.ts'
import type { Portal } from '../../portal/context.ts'
import { openHolder, sealHolder } from '../../portal/contracts/sealed.ts'
import { askForContract } from '../../portal/verification/attach.ts'
import { type Act, enterCode } from '../../portal/verification/codes.ts'
import { openAccountOf, type Person, people } from '../support/people.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import type { World } from '../support/world.ts'

/** Contracts of the seed, by what is special about them. */
export const contracts = {
  morel: { number: 'S0123456789', mobile: '+33639980101' },
  garnier: { number: 'S0310098254', mobile: '+33639980103' },
  company: { number: 'S0450021187', mobile: '+33639980104' },
  noMobile: { number: 'S0533370042' },
  ended: { number: 'S0617755209', mobile: '+33639980106' },
  lefevre: { number: 'S0722204918', mobile: '+33639980107' },
  reunion: { number: 'S0809963314', mobile: '+262692000108' },
  undelivered: { number: 'S0915520067', mobile: '+33639980101' },
} as const

export const UNKNOWN = 'S9999999999'

/** Somebody signed in at the portal, on an empty home. */
export async function signedIn(world: World, person: Person = people.morel, languages = 'fr-FR'): Promise<Visitor> {
  await openAccountOf(world.idp, person)
  const visitor = await world.visitor({ languages }).open('/login')
  const [email, password, button] =
    languages === 'fr-FR'
      ? ['BMW ID (adresse e-mail)', 'Mot de passe', 'Connexion']
      : ['BMW ID (e-mail address)', 'Password', 'Sign in']
  return visitor.fill(email, person.email).fill(password, person.password).press(button)
}

/** Asks for a contract by its form. */
export async function askFor(visitor: Visitor, number: string): Promise<Visitor> {
  await visitor.open('/contracts/new')
  return visitor.fill('N° de contrat', number).press('Ajouter ce contrat')
}

export const typeCode = (visitor: Visitor, code: string): Promise<Visitor> =>
  visitor.fill('Code SMS', code).press('Continuer')

/** Somebody else than that code says. */
export const wrong = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(6, '0')

/** A customer without a browser, for what is tried below the pages. */
export const newCustomer = (portal: Portal, email = `${randomUUID()}@example.test`): Promise<string> =>
  welcome(
    portal.db,
    {
      issuer: portal.config.issuer,
      subject: randomUUID(),
      email,
      civility: 'madame',
      givenName: 'Nina',
      familyName: 'Roussel',
      lang: 'fr',
    },
    portal.now(),
  )

export const act = (customerId: string): Act => ({
  customerId,
  lang: 'fr',
  origin: { ip: '192.0.2.1', requestId: 'test' },
})

export const ask = (portal: Portal, customerId: string, number: string, once: string = randomUUID()) =>
  askForContract(portal, { ...act(customerId), number, once })

export const enter = (portal: Portal, customerId: string, code: string) =>
  enterCode(portal, { ...act(customerId), code })

/** How often something was recorded of somebody. */
export async function recorded(portal: Portal, action: string): Promise<number> {
  const events: unknown[] = await portal.db('audit_event').where({ action })
  return events.length
}

/** How many outcomes of each kind. */
export function tally(outcomes: readonly { readonly kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** The finance company gives a holder another telephone number. */
export async function giveNumber({ db, secrets }: Portal, id: string, mobile: string): Promise<void> {
  const row: { id: string; sealed: string } = await db('holder').where({ id }).first('id', 'sealed')
  const sealed = sealHolder(secrets, id, { ...openHolder(secrets, row), mobile })
  await db('holder').where({ id }).update({ sealed })
}
