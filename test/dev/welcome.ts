import { morelLoa } from './demo-rentals.ts'

/** What somebody reads who has just started everything. */
export const welcome = (urls: { idp: string; portal: string; roadbook: string; inbox: string }): string => `
  BMW ID et MyBMW Financial Services sont prêts.

    MyBMW Financial Services   ${urls.portal}
    Carnet de route            ${urls.roadbook}
    BMW ID                     ${urls.idp}
    E-mails et SMS             ${urls.inbox}

  Pour commencer\u00a0: ouvrez ${urls.portal}, choisissez «\u00a0Connexion\u00a0», puis «\u00a0Inscrivez-vous ici\u00a0».
  Le lien d’activation et le code SMS arrivent sur ${urls.inbox}.
  Numéro de contrat de démonstration\u00a0: ${morelLoa.number}
  Ouvrez ensuite ${urls.roadbook}\u00a0: le même BMW ID y suffit, sans mot de passe. Une déconnexion ferme les deux.

  Les données restent dans var/, les journaux dans var/log/. Pour arrêter\u00a0: Ctrl+C.
`
