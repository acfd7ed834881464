import test from 'ava'
import { askForCode, onDevices } from '../idp/device.support.ts'
import { testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { inChromium } from './chromium.ts'

const words = {
  fr: {
    enter: 'Connectez un appareil.',
    label: 'Code affiché sur votre appareil',
    goOn: 'Continuer',
    confirm: 'Connecter un appareil à Carnet de route ?',
    refuse: 'Refuser',
    refused: 'Vous avez refusé.',
    signIn: 'Connectez-vous.',
    email: 'BMW ID (adresse e-mail)',
    password: 'Mot de passe',
    press: 'Connexion',
    done: 'Vous pouvez revenir à votre appareil.',
  },
  en: {
    enter: 'Connect a device.',
    label: 'Code shown on your device',
    goOn: 'Continue',
    confirm: 'Connect a device to Carnet de route?',
    refuse: 'Refuse',
    refused: 'You have refused.',
    signIn: 'Sign in.',
    email: 'BMW ID (e-mail address)',
    password: 'Password',
    press: 'Sign in',
    done: 'You can go back to your device.',
  },
} as const

for (const equipment of [
  { lang: 'fr', width: 390, inspected: true },
  { lang: 'en', width: 1280, dark: true, inspected: true },
] as const) {
  test(`the pages of a device are whole and accessible, ${equipment.lang} at ${equipment.width} px`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, people.anna)
    const app = await testApp(t, world, onDevices)
    const w = words[equipment.lang]
    const person = await inChromium(t, equipment)
    const enter = async (code: string, heading: string) => {
      await person.open(`${world.url}/device`)
      await person.arriveAt(w.enter)
      await person.fill(w.label, code)
      await person.press(w.goOn)
      await person.arriveAt(heading)
    }
    await enter('nothing', w.enter)
    await enter((await askForCode(app)).user_code, w.confirm)
    await person.press(w.refuse)
    await person.arriveAt(w.refused)
    await enter((await askForCode(app)).user_code, w.confirm)
    await person.press(w.goOn)
    await person.arriveAt(w.signIn)
    await person.fill(w.email, people.anna.email)
    await person.fill(w.password, people.anna.password)
    await person.press(w.press)
    await person.arriveAt(w.done)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
