import type { ProblemKind } from '../errors.ts'
import type { Texts } from '../i18n.ts'

/** What a page says when something fails, in both products. */
export const problemTexts: Texts<Readonly<Record<ProblemKind, { readonly title: string; readonly text: string }>>> = {
  fr: {
    badRequest: {
      title: 'Cette demande n’a pas pu être lue.',
      text: 'Revenez à la page précédente et réessayez.',
    },
    crossSite: {
      title: 'Cette demande vient d’un autre site.',
      text: 'Pour votre sécurité, nous ne l’avons pas suivie. Ouvrez la page depuis notre site et réessayez.',
    },
    notFound: {
      title: 'Cette page n’existe pas.',
      text: 'Le lien est peut-être incomplet, ou la page a changé d’adresse.',
    },
    methodNotAllowed: { title: 'Cette page ne se demande pas ainsi.', text: 'Revenez à l’accueil et reprenez.' },
    tooLarge: { title: 'C’est trop long pour nous.', text: 'Raccourcissez votre saisie et réessayez.' },
    unsupportedType: { title: 'Cette demande n’a pas pu être lue.', text: 'Revenez à la page et réessayez.' },
    wrongHost: { title: 'Ce n’est pas notre adresse.', text: 'Vérifiez l’adresse dans votre navigateur.' },
    tooMany: { title: 'Trop de demandes.', text: 'Patientez quelques minutes, puis réessayez.' },
    busy: {
      title: 'Nous sommes momentanément indisponibles.',
      text: 'Vos données sont en sécurité. Réessayez dans un instant.',
    },
    expired: { title: 'Cette page a expiré.', text: 'Reprenons depuis le début.' },
    bug: {
      title: 'Une erreur est survenue de notre côté.',
      text: 'Vous n’avez rien fait de mal. Réessayez dans un instant.',
    },
  },
  en: {
    badRequest: { title: 'We could not read this request.', text: 'Go back to the previous page and try again.' },
    crossSite: {
      title: 'This request comes from another site.',
      text: 'For your safety we did not follow it. Open the page from our site and try again.',
    },
    notFound: { title: 'This page does not exist.', text: 'The link may be incomplete, or the page has moved.' },
    methodNotAllowed: { title: 'This page cannot be asked for that way.', text: 'Go back to the start and try again.' },
    tooLarge: { title: 'That is too long for us.', text: 'Shorten what you typed and try again.' },
    unsupportedType: { title: 'We could not read this request.', text: 'Go back to the page and try again.' },
    wrongHost: { title: 'This is not our address.', text: 'Check the address in your browser.' },
    tooMany: { title: 'Too many requests.', text: 'Wait a few minutes, then try again.' },
    busy: { title: 'We are away for a moment.', text: 'Your details are safe. Try again shortly.' },
    expired: { title: 'This page has expired.', text: 'Let us start again.' },
    bug: { title: 'Something went wrong on our side.', text: 'You did nothing wrong. Try again shortly.' },
  },
}
