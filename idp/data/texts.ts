import type { Texts } from '../../shared/i18n.ts'

interface DataWords {
  readonly page: {
    readonly title: string
    readonly lead: string
    readonly holdings: string
    readonly why: (reasons: string) => string
    readonly basis: (law: string) => string
    readonly howLong: (time: string) => string
    readonly privacy: string
    readonly copy: string
    readonly copyText: string
    readonly copyLimit: (times: number) => string
    readonly copyAct: string
    readonly anew: string
    readonly delete: string
    readonly deleteText: string
    readonly deleteAct: string
    readonly back: string
  }
  readonly spent: {
    readonly title: string
    readonly text: (times: number, when: string) => string
    readonly act: string
  }
  readonly printout: {
    readonly title: string
    readonly lead: (when: string) => string
    readonly none: string
    readonly yes: string
    readonly no: string
  }
  readonly readme: { readonly name: string; readonly lines: readonly string[] }
}

export const texts: Texts<DataWords> = {
  fr: {
    page: {
      title: 'Mes données.',
      lead: 'Ce que BMW ID conserve à votre sujet. Vous pouvez en recevoir une copie, ou tout supprimer.',
      holdings: 'Ce que nous conservons',
      why: (reasons) => `Pour ${reasons}.`,
      basis: (law) => `Base légale\u00a0: ${law}.`,
      howLong: (time) => `Durée\u00a0: ${time}.`,
      privacy: 'Tout lire sur la protection des données',
      copy: 'Recevoir une copie',
      copyText:
        'Un fichier ZIP avec tout ce que nous conservons\u00a0: une page à lire ou à imprimer, et les mêmes données dans un format que d’autres services peuvent reprendre (JSON). Un e-mail vous signale chaque copie.',
      copyLimit: (times) => `${times} copies par jour au plus. Sur un ordinateur partagé, pensez à effacer le fichier.`,
      copyAct: 'Télécharger mes données',
      anew: 'C’est bien vous. Appuyez encore une fois sur «\u00a0Télécharger mes données\u00a0».',
      delete: 'Supprimer mon BMW ID',
      deleteText:
        'Toutes vos connexions seront fermées aussitôt, et vous aurez 7 jours pour changer d’avis. La page suivante dit tout avant que vous ne confirmiez.',
      deleteAct: 'Voir comment supprimer',
      back: 'Mon BMW ID',
    },
    spent: {
      title: 'Assez de copies pour aujourd’hui.',
      text: (times, when) =>
        `Vous avez déjà fait ${times} copies. La prochaine sera possible le ${when} (heure de Paris).`,
      act: 'Mes données',
    },
    printout: {
      title: 'Vos données chez BMW ID',
      lead: (when) => `Tout ce que BMW ID conservait à votre sujet le ${when}. Les heures sont celles de Paris.`,
      none: 'Rien.',
      yes: 'oui',
      no: 'non',
    },
    readme: {
      name: 'LISEZ-MOI.txt',
      lines: [
        'VOS DONNÉES CHEZ BMW ID',
        '',
        'bmw-id.html  La page à lire ou à imprimer. Ouvrez-la dans votre navigateur\u00a0; elle ne demande pas Internet.',
        'bmw-id.json  Les mêmes données, pour un autre service ou un programme. Les instants sont en UTC (ISO\u00a08601).',
        '',
        'Ces fichiers ne contiennent ni mot de passe ni code, mais tout le reste\u00a0: gardez-les en lieu sûr.',
        'Vos contrats ne sont pas ici. Ils sont chez MyBMW Financial Services.',
        '',
      ],
    },
  },
  en: {
    page: {
      title: 'My data.',
      lead: 'What BMW ID keeps about you. You can receive a copy of it, or delete everything.',
      holdings: 'What we keep',
      why: (reasons) => `Why: ${reasons}.`,
      basis: (law) => `Legal basis: ${law}.`,
      howLong: (time) => `Kept: ${time}.`,
      privacy: 'Read everything about data protection',
      copy: 'Receive a copy',
      copyText:
        'A ZIP file with all that we keep: a page to read or print, and the same data in a format that other services can take over (JSON). An e-mail tells you of each copy.',
      copyLimit: (times) => `${times} copies a day at most. On a shared computer, remember to erase the file.`,
      copyAct: 'Download my data',
      anew: 'It is really you. Press “Download my data” once more.',
      delete: 'Delete my BMW ID',
      deleteText:
        'You will be signed out everywhere at once, and have 7 days to change your mind. The next page says everything before you confirm.',
      deleteAct: 'See how to delete',
      back: 'My BMW ID',
    },
    spent: {
      title: 'Enough copies for today.',
      text: (times, when) =>
        `You have made ${times} copies already. The next one will be possible on ${when} (Paris time).`,
      act: 'My data',
    },
    printout: {
      title: 'Your data at BMW ID',
      lead: (when) => `All that BMW ID kept about you on ${when}. Times are those of Paris.`,
      none: 'Nothing.',
      yes: 'yes',
      no: 'no',
    },
    readme: {
      name: 'README.txt',
      lines: [
        'YOUR DATA AT BMW ID',
        '',
        'bmw-id.html  The page to read or print. Open it in your browser; it needs no network.',
        'bmw-id.json  The same data, for another service or a program. Instants are in UTC (ISO 8601).',
        '',
        'These files hold neither password nor code, but all the rest: keep them in a safe place.',
        'Your contracts are not here. They are at MyBMW Financial Services.',
        '',
      ],
    },
  },
}
