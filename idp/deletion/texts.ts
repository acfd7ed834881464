import type { Texts } from '../../shared/i18n.ts'

interface DeletionWords {
  readonly form: {
    readonly title: string
    readonly steps: readonly string[]
    readonly goes: string
    readonly goesItems: readonly string[]
    readonly stays: string
    readonly staysItems: readonly string[]
    readonly portal: string
    readonly copyFirst: string
    readonly copy: string
    readonly anew: string
    readonly understood: string
    readonly tick: string
    readonly faults: string
    readonly act: string
    readonly cancel: string
  }
  readonly owner: {
    readonly title: string
    readonly text: string
    readonly apps: string
    readonly operator: string
    readonly back: string
  }
  readonly asked: { readonly title: string; readonly texts: readonly string[]; readonly act: string }
  readonly question: {
    readonly title: (date: string) => string
    readonly text: string
    readonly keep: string
    readonly leave: string
  }
}

export const texts: Texts<DeletionWords> = {
  fr: {
    form: {
      title: 'Supprimer votre BMW ID\u00a0?',
      steps: [
        'Tout de suite, vos connexions sont fermées sur tous vos appareils et dans toutes les applications. Un e-mail vous donne un lien pour tout annuler.',
        'Pendant 7 jours, votre BMW ID ne sert plus à vous connecter. Pour le garder, suivez le lien de l’e-mail, ou connectez-vous et choisissez «\u00a0Garder mon BMW ID\u00a0».',
        'Après 7 jours, il est supprimé. Personne ne peut le retrouver, nous non plus.',
      ],
      goes: 'Ce qui est supprimé',
      goesItems: [
        'votre profil, votre adresse e-mail et votre mot de passe\u00a0;',
        'vos sessions et vos appareils reconnus\u00a0;',
        'les applications que vous avez autorisées, et les noms par lesquels elles vous connaissent.',
      ],
      stays: 'Ce qui reste, et pourquoi',
      staysItems: [
        'Le journal de sécurité, 12 mois après chaque évènement\u00a0: un numéro, des dates et des adresses IP, sans votre nom ni votre adresse e-mail. Il sert à déceler et à prouver un abus\u00a0; c’est notre intérêt légitime (article 6, 1, f du RGPD).',
        'Vos contrats, avec le nom et l’adresse e-mail que BMW ID a transmis\u00a0: MyBMW Financial Services les conserve aussi longtemps que la loi l’exige. Cette société apprend que vous êtes déconnecté, rien de plus. Pour retrouver vos contrats avec un autre BMW ID, vous devrez l’appeler.',
        'Ce que d’autres applications ont déjà reçu\u00a0: elles seules peuvent l’effacer. Demandez-le-leur.',
      ],
      portal: 'Ce que MyBMW Financial Services conserve',
      copyFirst: 'Vous voulez garder une trace\u00a0?',
      copy: 'Prenez d’abord une copie de vos données',
      anew: 'C’est bien vous. Rien n’est encore supprimé\u00a0: confirmez une nouvelle fois.',
      understood: 'J’ai compris que mon BMW ID sera supprimé dans 7 jours.',
      tick: 'Cochez la case pour confirmer.',
      faults: 'Il reste un point à confirmer.',
      act: 'Supprimer mon BMW ID',
      cancel: 'Annuler',
    },
    owner: {
      title: 'Vos applications d’abord.',
      text: 'Des applications sont à votre nom. Sans vous, plus personne n’en répondrait\u00a0: supprimez-les, ou faites-les confier à quelqu’un d’autre, puis revenez ici.',
      apps: 'À votre nom',
      operator: 'Pour confier une application à un autre développeur, écrivez à',
      back: 'Mes données',
    },
    asked: {
      title: 'Votre BMW ID sera supprimé dans 7 jours.',
      texts: [
        'Toutes vos connexions sont fermées. Les applications en sont informées à l’instant.',
        'Un e-mail vous donne la date, et un lien pour garder votre BMW ID si vous changez d’avis.',
      ],
      act: 'Revenir à l’accueil',
    },
    question: {
      title: (date) => `Votre BMW ID sera supprimé le ${date}.`,
      text: 'C’est ce qui a été demandé. D’ici là, il ne sert plus à se connecter. Vous pouvez encore le garder\u00a0: tout redevient comme avant.',
      keep: 'Garder mon BMW ID',
      leave: 'Ne pas me connecter',
    },
  },
  en: {
    form: {
      title: 'Delete your BMW ID?',
      steps: [
        'At once you are signed out on all your devices and in every app. An e-mail gives you a link to take it all back.',
        'For 7 days your BMW ID no longer signs you in. To keep it, follow the link of the e-mail, or sign in and choose “Keep my BMW ID”.',
        'After 7 days it is deleted. Nobody can bring it back, and neither can we.',
      ],
      goes: 'What is deleted',
      goesItems: [
        'your profile, your e-mail address and your password;',
        'your sessions and the devices recognised;',
        'the apps you have allowed, and the names by which they know you.',
      ],
      stays: 'What stays, and why',
      staysItems: [
        'The security log, for 12 months after each event: a number, dates and IP addresses, without your name or e-mail address. It serves to detect and prove misuse; that is our legitimate interest (article 6(1)(f) GDPR).',
        'Your contracts, with the name and e-mail address that BMW ID passed on: MyBMW Financial Services keeps them for as long as the law demands. That company learns that you are signed out, and nothing more. To see your contracts with another BMW ID, you will have to call it.',
        'What other apps have received already: only they can erase it. Ask them to.',
      ],
      portal: 'What MyBMW Financial Services keeps',
      copyFirst: 'Would you like to keep a record?',
      copy: 'Take a copy of your data first',
      anew: 'It is really you. Nothing is deleted yet: confirm once more.',
      understood: 'I understand that my BMW ID will be deleted in 7 days.',
      tick: 'Tick the box to confirm.',
      faults: 'One thing is left to confirm.',
      act: 'Delete my BMW ID',
      cancel: 'Cancel',
    },
    owner: {
      title: 'Your apps first.',
      text: 'Some apps are in your name. Without you nobody would answer for them: remove them, or have them handed over to somebody else, then come back here.',
      apps: 'In your name',
      operator: 'To hand an app over to another developer, write to',
      back: 'My data',
    },
    asked: {
      title: 'Your BMW ID will be deleted in 7 days.',
      texts: [
        'You are signed out everywhere. The apps are being told.',
        'An e-mail gives you the date, and a link to keep your BMW ID if you change your mind.',
      ],
      act: 'Back to the start',
    },
    question: {
      title: (date) => `Your BMW ID will be deleted on ${date}.`,
      text: 'That is what was asked for. Until then it no longer signs anybody in. You can still keep it: everything will be as it was before.',
      keep: 'Keep my BMW ID',
      leave: 'Do not sign me in',
    },
  },
}
