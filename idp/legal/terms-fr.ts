import type { LegalDocument } from '../../shared/legal/document.tsx'
import { publisher } from './publisher.ts'
import { termsVersion } from './terms-version.ts'

export const french: LegalDocument = {
  title: 'Conditions Générales d’utilisation',
  intro:
    'Douze articles courts, à lire avant de créer votre BMW ID. Ce site est une démonstration\u00a0: n’y créez pas de compte pour gérer un véritable contrat.',
  updated: termsVersion,
  sections: [
    {
      id: 'object',
      title: '1. Objet',
      paragraphs: [
        `BMW ID est un compte personnel et gratuit. Il vous permet de vous connecter à plusieurs applications avec la même adresse e-mail et le même mot de passe. Il est fourni par ${publisher.fr.name} («\u00a0nous\u00a0»).`,
        'Ces conditions forment, avec votre acceptation, le contrat entre vous et nous. Vous pouvez les relire, les enregistrer et les imprimer à tout moment sur cette page.',
      ],
    },
    {
      id: 'eligibility',
      title: '2. Qui peut s’inscrire',
      paragraphs: [
        'Toute personne physique majeure, pour son propre usage, avec une adresse e-mail à laquelle elle seule a accès. Une adresse correspond à un seul BMW ID.',
        'Indiquez votre civilité, votre prénom et votre nom réels\u00a0: certaines applications s’en servent pour vous reconnaître.',
      ],
    },
    {
      id: 'activation',
      title: '3. Inscription et activation',
      paragraphs: [
        'Après l’inscription, nous vous envoyons un lien d’activation, valable 24\u00a0heures. Votre BMW ID n’existe qu’une fois ce lien confirmé. Dans un autre navigateur que celui de l’inscription, nous vous demandons aussi le mot de passe choisi.',
        'Une inscription qui n’est pas confirmée est effacée au bout de sept jours.',
      ],
    },
    {
      id: 'password',
      title: '4. Compte et mot de passe',
      paragraphs: [
        'Votre mot de passe compte au moins 12\u00a0caractères. Réservez-le à BMW ID, ne le donnez à personne et changez-le au moindre doute. Nous ne vous le demanderons jamais par e-mail, par SMS ou par téléphone.',
        'Votre BMW ID est personnel\u00a0: vous ne pouvez ni le prêter, ni le céder. Si quelqu’un d’autre a pu s’en servir, choisissez aussitôt un nouveau mot de passe et prévenez-nous.',
      ],
    },
    {
      id: 'security',
      title: '5. Sécurité et usage abusif',
      paragraphs: [
        'Vous vous engagez à ne pas utiliser le compte d’une autre personne, à ne pas chercher à contourner nos protections et à ne pas gêner le fonctionnement du service.',
        'Pour vous protéger, nous pouvons\u00a0:',
        [
          'faire patienter après plusieurs mots de passe faux\u00a0;',
          'vous prévenir par e-mail d’un événement inhabituel\u00a0;',
          'fermer les sessions ouvertes et demander un nouveau mot de passe\u00a0;',
          'en cas d’abus sérieux ou de fraude présumée, suspendre le compte le temps de vérifier.',
        ],
        'Nous vous disons par e-mail pourquoi un compte est suspendu, sauf si la loi l’interdit. Vous pouvez répondre et demander qu’une personne réexamine la décision.',
      ],
    },
    {
      id: 'applications',
      title: '6. Applications ouvertes avec votre BMW ID',
      paragraphs: [
        'Votre BMW ID ouvre MyBMW Financial Services et d’autres applications BMW. La page de connexion nomme celle à laquelle vous accédez.',
        'Une application reçoit seulement ce qu’il lui faut pour vous reconnaître\u00a0: un identifiant, votre civilité, vos prénom et nom, votre adresse e-mail. Elle ne reçoit jamais votre mot de passe. Chaque application a ses propres conditions et répond de ses propres données.',
      ],
    },
    {
      id: 'availability',
      title: '7. Disponibilité',
      paragraphs: [
        'Nous faisons le nécessaire pour que BMW ID soit accessible à toute heure, sans pouvoir garantir l’absence d’interruption. Nous pouvons l’interrompre pour l’entretenir ou le protéger, aussi brièvement que possible.',
        'Nous répondons des dommages causés par notre faute, dans les conditions prévues par la loi. Rien dans ces conditions ne limite les droits que la loi donne aux consommateurs.',
      ],
    },
    {
      id: 'personal-data',
      title: '8. Données personnelles',
      paragraphs: [
        'La page «\u00a0Protection des données\u00a0» dit ce que nous conservons, pourquoi et combien de temps, et comment exercer vos droits. Accepter ces conditions ne vaut pas accord pour de la publicité\u00a0: nous n’en envoyons pas.',
      ],
    },
    {
      id: 'deletion',
      title: '9. Fin et suppression',
      paragraphs: [
        `Vous pouvez arrêter à tout moment, sans motif ni frais\u00a0: demandez la suppression de votre BMW ID à ${publisher.fr.email}. Les applications liées ne s’ouvriront plus\u00a0; vos contrats avec d’autres sociétés, eux, continuent.`,
        'Un compte inutilisé pendant deux ans est supprimé, après un e-mail qui vous laisse le temps de le garder. Nous pouvons aussi mettre fin au compte en cas de manquement grave à ces conditions, ou si le service s’arrête, avec un préavis de deux mois dans ce dernier cas.',
      ],
    },
    {
      id: 'changes',
      title: '10. Modification des conditions',
      paragraphs: [
        'La date en haut de page est celle de la version en vigueur. Nous vous annonçons tout changement important par e-mail, au moins trente jours avant, et nous vous demandons de l’accepter. Si vous refusez, vous pouvez supprimer votre compte.',
      ],
    },
    {
      id: 'law',
      title: '11. Droit applicable et litiges',
      paragraphs: [
        'Ces conditions relèvent du droit français. Si vous habitez un autre pays de l’Union européenne, vous gardez la protection des règles impératives de ce pays.',
        'En cas de désaccord, écrivez-nous d’abord. Vous pouvez ensuite saisir gratuitement le médiateur de la consommation indiqué dans les mentions légales, ou le tribunal compétent.',
      ],
    },
    {
      id: 'contact',
      title: '12. Contact',
      paragraphs: [`${publisher.fr.name}, ${publisher.fr.seat}. E-mail\u00a0: ${publisher.fr.email}.`],
    },
  ],
}
