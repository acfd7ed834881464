import type { Person } from '../support/people.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

/** Fills the form of the tutorial. */
export async function fillSignup(visitor: Visitor, person: Person, at = '/signup'): Promise<Visitor> {
  await visitor.open(at)
  return visitor
    .choose(person.civility === 'madame' ? 'Madame' : 'Monsieur')
    .fill('Prénom', person.givenName)
    .fill('Nom', person.familyName)
    .fill('Adresse e-mail', person.email)
    .fill('Mot de passe', person.password)
    .check('J’accepte les Conditions Générales')
}

export async function signUp(visitor: Visitor, person: Person): Promise<Visitor> {
  const filled = await fillSignup(visitor, person)
  return filled.press('S’inscrire')
}
