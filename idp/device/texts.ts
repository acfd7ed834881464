import type { Texts } from '../../shared/i18n.ts'

interface DeviceWords {
  readonly code: { readonly title: string; readonly text: string; readonly faults: string }
  readonly label: string
  readonly hint: string
  readonly goOn: string
  readonly noCode: string
  readonly notFound: string
  readonly expired: string
  readonly used: string
  readonly stale: string
  readonly broken: string
  readonly tooMany: (wait: string) => string
  readonly confirm: {
    readonly title: (app: string) => string
    readonly compare: string
    readonly onlyYou: string
    readonly nobodyAsks: string
    readonly refuse: string
  }
  readonly done: { readonly title: string; readonly text: (app: string) => string }
  readonly refused: { readonly title: string; readonly text: string }
}

export const texts: Texts<DeviceWords> = {
  fr: {
    code: {
      title: 'Connectez un appareil.',
      text: 'Votre voiture, votre téléviseur ou un autre appareil affiche un code. Saisissez-le ici.',
      faults: 'L’appareil n’est pas connecté.',
    },
    label: 'Code affiché sur votre appareil',
    hint: 'Huit lettres, en majuscules ou en minuscules, avec ou sans tiret.',
    goOn: 'Continuer',
    noCode: 'Saisissez le code affiché sur votre appareil.',
    notFound: 'Ce code n’est pas le bon. Vérifiez-le sur votre appareil.',
    expired: 'Ce code a expiré. Demandez-en un nouveau sur votre appareil.',
    used: 'Ce code a déjà servi. Demandez-en un nouveau sur votre appareil.',
    stale: 'Cette page a expiré. Reprenez avec le code affiché sur votre appareil.',
    broken: 'Une erreur est survenue de notre côté. Réessayez dans un instant.',
    tooMany: (wait) => `Trop de codes faux. Réessayez dans ${wait}.`,
    confirm: {
      title: (app) => `Connecter un appareil à ${app}\u00a0?`,
      compare: 'Votre appareil affiche ce code\u00a0:',
      onlyYou: 'Continuez seulement si c’est vous qui venez de lancer cette demande.',
      nobodyAsks:
        'Quelqu’un vous a envoyé ce code ou ce lien\u00a0? Refusez\u00a0: cette personne se connecterait à votre place.',
      refuse: 'Refuser',
    },
    done: {
      title: 'Vous pouvez revenir à votre appareil.',
      text: (app) => `Il est connecté à ${app} avec votre BMW ID. Cette page peut être fermée.`,
    },
    refused: {
      title: 'Vous avez refusé.',
      text: 'L’appareil n’est pas connecté, et son code ne sert plus à rien. Cette page peut être fermée.',
    },
  },
  en: {
    code: {
      title: 'Connect a device.',
      text: 'Your car, your television or another device shows a code. Enter it here.',
      faults: 'The device is not connected.',
    },
    label: 'Code shown on your device',
    hint: 'Eight letters, in capitals or not, with or without the dash.',
    goOn: 'Continue',
    noCode: 'Enter the code shown on your device.',
    notFound: 'That is not the right code. Check it on your device.',
    expired: 'This code has expired. Ask for a new one on your device.',
    used: 'This code was used already. Ask for a new one on your device.',
    stale: 'This page has expired. Begin again with the code shown on your device.',
    broken: 'Something went wrong on our side. Try again in a moment.',
    tooMany: (wait) => `Too many wrong codes. Try again in ${wait}.`,
    confirm: {
      title: (app) => `Connect a device to ${app}?`,
      compare: 'Your device shows this code:',
      onlyYou: 'Continue only if it is you who has just started this request.',
      nobodyAsks: 'Did somebody send you this code or this link? Refuse: they would get into your BMW ID.',
      refuse: 'Refuse',
    },
    done: {
      title: 'You can go back to your device.',
      text: (app) => `It is connected to ${app} with your BMW ID. You may close this page.`,
    },
    refused: {
      title: 'You have refused.',
      text: 'The device is not connected, and its code is good for nothing any more. You may close this page.',
    },
  },
}
