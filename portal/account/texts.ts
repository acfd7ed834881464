import type { Texts } from '../../shared/i18n.ts'

interface AccountWords {
  readonly title: string
  readonly lead: string
  readonly identity: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly passwordHidden: string
  readonly changePassword: string
  readonly contracts: string
  readonly contractCount: (count: number) => string
  readonly add: string
  readonly blocked: string
  readonly lastSignIn: string
}

export const texts: Texts<AccountWords> = {
  fr: {
    title: 'Mon compte.',
    lead: 'Votre identité vient de votre BMW ID\u00a0: elle est la même dans toutes les applications.',
    identity: 'Mon BMW ID',
    name: 'Nom',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    passwordHidden: 'Connu de BMW ID seulement',
    changePassword: 'Choisir un nouveau mot de passe',
    contracts: 'Mes contrats',
    contractCount: (count) =>
      count === 0 ? 'Aucun contrat' : count === 1 ? '1\u00a0contrat' : `${count}\u00a0contrats`,
    add: 'Ajouter un nouveau contrat',
    blocked: 'L’ajout de contrats est bloqué. Appelez-nous pour lever le blocage.',
    lastSignIn: 'Dernière connexion',
  },
  en: {
    title: 'My account.',
    lead: 'Your identity comes from your BMW ID: it is the same in every app.',
    identity: 'My BMW ID',
    name: 'Name',
    email: 'E-mail address',
    password: 'Password',
    passwordHidden: 'Known to BMW ID only',
    changePassword: 'Choose a new password',
    contracts: 'My contracts',
    contractCount: (count) => (count === 0 ? 'No contract' : count === 1 ? '1 contract' : `${count} contracts`),
    add: 'Add a new contract',
    blocked: 'Adding contracts is blocked. Call us to lift the block.',
    lastSignIn: 'Last sign-in',
  },
}
