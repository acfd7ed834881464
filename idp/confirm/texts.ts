import type { Texts } from '../../shared/i18n.ts'
import { phone } from '../phone.ts'

interface ConfirmWords {
  readonly title: string
  readonly text: string
  readonly code: string
  readonly codeHint: (names: readonly string[]) => string
  readonly codeFault: string
  readonly recoveryText: string
  readonly recovery: string
  readonly recoveryHint: string
  readonly recoveryFault: string
  readonly act: string
  readonly useRecovery: string
  readonly useApp: string
  readonly faults: string
  readonly usePasskey: string
  readonly passkeyText: string
  readonly passkeyAct: string
  readonly passkeyWithout: string
  readonly wrong: Readonly<Record<'passkey' | 'app' | 'recovery', string>>
  readonly late: string
  readonly used: string
  readonly throttled: (wait: string) => string
  readonly lost: { readonly title: string; readonly recovery: string; readonly none: string; readonly desk: string }
  readonly restart: string
}

export const texts: Texts<ConfirmWords> = {
  fr: {
    title: 'Confirmez que c’est vous.',
    text: 'Votre mot de passe est juste. Il reste une étape.',
    code: 'Code à 6 chiffres',
    codeHint: (names) =>
      names.length === 1
        ? `Ouvrez votre application d’authentification («\u00a0${names[0]}\u00a0») et recopiez le code affiché.`
        : 'Ouvrez une de vos applications d’authentification et recopiez le code affiché.',
    codeFault: 'Un code a 6 chiffres, par exemple 012\u00a0345.',
    recoveryText: 'Un code de secours remplace votre application. Il ne sert qu’une fois.',
    recovery: 'Code de secours',
    recoveryHint: 'Un des dix codes que vous avez conservés, par exemple ABCD-2345-EFGH-6789.',
    recoveryFault: 'Un code de secours a 16 lettres et chiffres.',
    act: 'Continuer',
    useRecovery: 'Utiliser un code de secours',
    useApp: 'Utiliser mon application',
    faults: 'La connexion n’a pas abouti.',
    usePasskey: 'Utiliser ma clé d’accès',
    passkeyText:
      'Votre mot de passe est juste. Confirmez avec votre clé d’accès\u00a0: votre appareil vous demande votre empreinte, votre visage ou son code.',
    passkeyAct: 'Continuer avec ma clé d’accès',
    passkeyWithout:
      'Ce navigateur ne peut pas utiliser de clé d’accès ici. Mettez-le à jour, autorisez JavaScript, ou prenez un autre moyen.',
    wrong: {
      passkey: 'Cette clé d’accès n’est pas une des vôtres, ou elle a été supprimée. Essayez-en une autre.',
      app: 'Ce code n’est pas le bon. Attendez le suivant et vérifiez que l’heure de votre appareil est juste.',
      recovery: 'Ce code de secours ne correspond pas, ou il a déjà servi. Essayez le suivant de votre liste.',
    },
    late: 'Trop de temps a passé. Appuyez de nouveau sur «\u00a0Continuer avec ma clé d’accès\u00a0».',
    used: 'Ce code a déjà servi. Attendez que votre application affiche le suivant.',
    throttled: (wait) => `Trop de codes faux. Réessayez dans ${wait}.`,
    lost: {
      title: 'Vous n’avez plus votre appareil\u00a0?',
      recovery: 'Connectez-vous avec un code de secours, puis ajoutez votre nouvel appareil.',
      none: 'Il ne vous reste aucun code de secours.',
      desk: `Plus de code de secours\u00a0? Appelez-nous au ${phone}. Après vérification de votre identité, la confirmation est retirée au bout de 24\u00a0heures\u00a0; vous recevez un e-mail qui permet de l’empêcher. Changer de mot de passe ne suffit pas.`,
    },
    restart: 'Recommencer avec un autre compte',
  },
  en: {
    title: 'Confirm that it is you.',
    text: 'Your password is right. One step is left.',
    code: '6-digit code',
    codeHint: (names) =>
      names.length === 1
        ? `Open your authenticator app (“${names[0]}”) and copy the code that it shows.`
        : 'Open one of your authenticator apps and copy the code that it shows.',
    codeFault: 'A code has 6 digits, for example 012\u00a0345.',
    recoveryText: 'A recovery code takes the place of your app. It works once.',
    recovery: 'Recovery code',
    recoveryHint: 'One of the ten codes that you kept, for example ABCD-2345-EFGH-6789.',
    recoveryFault: 'A recovery code has 16 letters and digits.',
    act: 'Continue',
    useRecovery: 'Use a recovery code',
    useApp: 'Use my app',
    faults: 'You are not signed in.',
    usePasskey: 'Use my passkey',
    passkeyText:
      'Your password is right. Confirm with your passkey: your device asks for your fingerprint, your face or its code.',
    passkeyAct: 'Continue with my passkey',
    passkeyWithout: 'This browser cannot use a passkey here. Update it, allow JavaScript, or take another way.',
    wrong: {
      passkey: 'This passkey is none of yours, or it has been removed. Try another one.',
      app: 'This is not the right code. Wait for the next one, and check that the time of your device is right.',
      recovery: 'This recovery code does not match, or it has been used. Try the next one of your list.',
    },
    late: 'Too much time has passed. Press “Continue with my passkey” again.',
    used: 'This code has been used. Wait until your app shows the next one.',
    throttled: (wait) => `Too many wrong codes. Try again in ${wait}.`,
    lost: {
      title: 'You no longer have your device?',
      recovery: 'Sign in with a recovery code, then add your new device.',
      none: 'You have no recovery codes left.',
      desk: `No recovery code left? Call us on ${phone}. Once we have checked who you are, the second step is removed after 24\u00a0hours; you get an e-mail that can stop it. Changing your password is not enough.`,
    },
    restart: 'Start again with another account',
  },
}
