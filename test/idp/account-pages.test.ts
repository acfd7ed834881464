import test from 'ava'
import { HOUR } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { linkTo } from './account.support.ts'

// Who one is, one's address and one's password, in a real browser.

const { anna, ben } = people
const NEW = 'anna.lindqvist@other.example'

const said = {
  fr: {
    home: 'Mon BMW ID.',
    profile: 'Mon profil.',
    edit: 'Modifier (Mon profil)',
    given: 'Prénom',
    save: 'Enregistrer',
    change: 'Changer d’adresse',
    ask: 'Changer d’adresse e-mail.',
    email: 'Nouvelle adresse e-mail',
    lost: 'Je n’ai plus accès à mon adresse actuelle.',
    send: 'Envoyer le lien',
    confirm: 'Confirmer votre nouvelle adresse ?',
    confirmAct: 'Confirmer cette adresse',
    cancel: 'Annuler le changement d’adresse ?',
    cancelAct: 'Annuler la demande',
    cancelled: 'Le changement est annulé.',
    password: 'Changer de mot de passe.',
    current: 'Mot de passe actuel',
    fresh: 'Nouveau mot de passe',
    more: 'Encore 8 caractères.',
    enough: 'Assez long. Plus long, il serait encore plus sûr.',
    best: 'Très bonne longueur.',
    refused: 'Quels mots de passe sont refusés ?',
    changed: 'Votre mot de passe est changé.',
    undo: 'Reprendre votre ancien mot de passe ?',
    undoAddress: 'Reprendre votre ancienne adresse ?',
    undoAct: 'Annuler le changement',
    undone: 'Le changement est annulé.',
    other: 'Ce lien est pour un autre BMW ID.',
    spent: 'Ce lien n’est plus valable.',
  },
  en: {
    home: 'My BMW ID.',
    profile: 'My profile.',
    edit: 'Change (My profile)',
    given: 'First name',
    save: 'Save',
    change: 'Change the address',
    ask: 'Change your e-mail address.',
    email: 'New e-mail address',
    lost: 'I no longer have access to my present address.',
    send: 'Send the link',
    confirm: 'Confirm your new address?',
    confirmAct: 'Confirm this address',
    cancel: 'Cancel the change of address?',
    cancelAct: 'Cancel the request',
    cancelled: 'The change has been cancelled.',
    password: 'Change your password.',
    current: 'Present password',
    fresh: 'New password',
    more: '8 more characters.',
    enough: 'Long enough. Longer would be safer still.',
    best: 'Very good length.',
    refused: 'Which passwords are refused?',
    changed: 'Your password has been changed.',
    undo: 'Take your former password back?',
    undoAddress: 'Take your former address back?',
    undoAct: 'Undo the change',
    undone: 'The change has been undone.',
    other: 'This link is for another BMW ID.',
    spent: 'This link is no longer valid.',
  },
} as const

for (const [lang, width, keyboard] of [
  ['fr', 390, false],
  ['en', 1280, true],
] as const) {
  const s = said[lang]

  test(`profile and address can be changed by everybody, in ${lang} at ${width} px`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, anna, { lang })
    await openAccountOf(world.idp, ben, { lang })
    world.clock.pass(HOUR)
    const person = await inChromium(t, { lang, width, keyboard, inspected: true })
    const enter = async (email: string, password: string) => {
      await person.arriveAt(words[lang].headings.signIn)
      await person.fill(words[lang].bmwId, email)
      await person.fill(words[lang].password, password)
      await person.press(words[lang].signIn)
    }
    await person.open(`${world.url}/account`)
    await enter(anna.email, anna.password)
    await person.arriveAt(s.home)
    await person.press(s.edit)
    await person.arriveAt(s.profile)
    await person.page.getByLabel(s.given, { exact: true }).fill('1')
    await person.press(s.save)
    await person.arriveAt(s.profile)
    await person.page.getByLabel(s.given, { exact: true }).fill('Anna Maria')
    await person.press(s.save)
    await person.arriveAt(s.profile)
    await person.press(s.change)
    await person.arriveAt(s.ask)
    await person.press(s.send)
    await person.arriveAt(s.ask)
    await person.fill(s.email, NEW)
    await person.press(s.send)
    await person.arriveAt(s.profile)
    await person.open(linkTo(await world.inbox.last(NEW), '/account/email/confirm'))
    await person.arriveAt(s.confirm)
    await person.press(s.confirmAct)
    await person.arriveAt(s.profile)
    const undo = linkTo(await world.inbox.last(anna.email), '/undo')
    world.clock.pass(HOUR)

    await person.press(s.change)
    await person.arriveAt(s.ask)
    await person.fill(s.email, 'third@other.example')
    await person.check(s.lost)
    await person.press(s.send)
    await person.arriveAt(s.profile)
    const proof = linkTo(await world.inbox.last('third@other.example'), '/account/email/confirm')
    await person.open(proof)
    await person.arriveAt(s.confirm)
    await person.press(s.confirmAct)
    await person.arriveAt(s.profile)
    await person.open(linkTo(await world.inbox.last(NEW), '/address/cancel'))
    await person.arriveAt(s.cancel)
    await person.press(s.cancelAct)
    await person.arriveAt(s.cancelled)
    await person.open(proof)
    await person.arriveAt(s.spent)
    await person.open(undo)
    await person.arriveAt(s.undoAddress)
    await person.press(s.undoAct)
    await person.arriveAt(s.undone)
    t.deepEqual([...new Set(person.findings)], [])
  })

  test(`a password can be changed by everybody, and its strength is said, in ${lang} at ${width} px`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, anna, { lang })
    const person = await inChromium(t, { lang, width, keyboard, inspected: true })
    await person.open(`${world.url}/account/password`)
    await person.arriveAt(words[lang].headings.signIn)
    await person.fill(words[lang].bmwId, anna.email)
    await person.fill(words[lang].password, anna.password)
    await person.press(words[lang].signIn)
    await person.arriveAt(s.password)
    const strength = person.page.getByRole('status')
    const field = person.page.getByLabel(s.fresh, { exact: true })
    for (const [password, told] of [
      ['four', s.more],
      ['twelve signs', s.enough],
      ['a whole sentence is easy', s.best],
    ] as const) {
      await field.fill(password)
      await strength.filter({ hasText: told }).waitFor()
    }
    await field.fill('four')
    await person.page.getByText(s.refused).click()
    await person.fill(s.current, anna.password)
    await person.press(s.save)
    await person.arriveAt(s.password)
    await person.page.getByText(s.refused).click()
    await person.fill(s.current, anna.password)
    await person.fill(s.fresh, 'a whole sentence is easy')
    await strength.filter({ hasText: s.best }).waitFor()
    await person.press(s.save)
    await person.arriveAt(s.changed)
    await person.open(linkTo(await world.inbox.last(anna.email), '/undo'))
    await person.arriveAt(s.undo)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
