import test from 'ava'
import { type BrowserTraveller, type Equipment, inChromium } from '../journeys/chromium.ts'
import { me, signIn, signOut } from '../journeys/tutorial.ts'
import { words } from '../journeys/words.ts'
import { openAccountOf } from '../support/people.ts'
import { until } from '../support/waiting.ts'
import { worldWithRoadbook } from './roadbook.support.ts'

// Sign in once, both open; sign out, both close. Carnet de route is a third party's app.

const roadbook = {
  fr: {
    landing: 'Carnet de route',
    signIn: 'Se connecter avec BMW ID',
    trips: 'Vos trajets',
    signOut: 'Se déconnecter',
  },
  en: { landing: 'Carnet de route', signIn: 'Sign in with BMW ID', trips: 'Your trips', signOut: 'Sign out' },
} as const
const after = {
  fr: { ended: 'Votre session BMW ID est terminée.', bye: 'À bientôt.', allow: 'Autoriser' },
  en: { ended: 'Your BMW ID session is over.', bye: 'See you soon.', allow: 'Allow' },
} as const

const journeys: readonly Equipment[] = [
  { lang: 'fr', width: 390, inspected: true },
  { lang: 'en', width: 1280, inspected: true },
]

/** Without a password: the provider knows the browser. A third party's app is allowed, once, to be told a name. */
async function openRoadbook(person: BrowserTraveller, url: string): Promise<void> {
  const [w, { allow }] = [roadbook[person.lang], after[person.lang]]
  await person.open(url)
  await person.arriveAt(w.landing)
  await person.press(w.signIn)
  const allowing = person.page.getByRole('button', { name: allow, exact: true })
  await allowing.or(person.page.getByRole('heading', { name: w.trips })).waitFor()
  if (await allowing.isVisible()) await person.press(allow)
  await person.arriveAt(w.trips)
}

for (const equipment of journeys) {
  const { lang, width } = equipment
  const [w, here, { ended, bye }] = [words[lang], roadbook[lang], after[lang]]
  test(`one signs in once and both apps open, out of either and both close (${lang}, ${width} px)`, async (t) => {
    const world = await worldWithRoadbook(t)
    await openAccountOf(world.idp, me)
    const person = await inChromium(t, equipment)
    await person.open(`${world.portalUrl}/login`)
    await person.arriveAt(w.headings.signIn)
    await signIn(person)

    await openRoadbook(person, world.roadbookUrl)
    t.regex(await person.read(), /Julien Morel/)
    await person.open(`${world.portalUrl}/home`)
    await person.arriveAt(w.headings.home)
    await signOut(person)
    await until('the second app to close', async () => {
      await person.open(world.roadbookUrl)
      return (await person.read()).includes(ended) || undefined
    })

    await person.press(here.signIn)
    await person.arriveAt(w.headings.signIn)
    await person.fill(w.bmwId, me.email)
    await person.fill(w.password, me.password)
    await person.press(w.signIn)
    await person.arriveAt(here.trips)
    await person.open(`${world.portalUrl}/login`)
    await person.arriveAt(w.headings.home)
    await person.open(`${world.roadbookUrl}/trips`)
    await person.arriveAt(here.trips)
    await person.press(here.signOut)
    await person.arriveAt(bye)
    await until('the portal to close', async () => {
      await person.open(`${world.portalUrl}/home`)
      return person.page.url().endsWith('/home') ? undefined : true
    })
    t.deepEqual([...new Set(person.findings)], [])
  })
}
