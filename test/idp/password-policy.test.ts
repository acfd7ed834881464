import { readFileSync } from 'node:fs'
import test from 'ava'
import { type Weakness, weaknessOf } from '../../idp/password/policy.ts'
import { fromRoot } from '../../shared/root.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { signUp } from './signing-up.ts'

const owner = { email: 'claire.garnier@exemple-mail.test', givenName: 'Claire-Hélène', familyName: 'Garnier' }

const table: readonly (readonly [password: string, weakness: Weakness | undefined])[] = [
  ['', 'short'],
  ['elevenchars', 'short'],
  ['twelve chars', undefined],
  ['àéîõü çñøßæœ', undefined],
  ['🦊🐝🌲🛶🍐🎈🔭🧭🪁🥁🎻🪵', undefined],
  ['ﬁﬁﬁ lanterne', undefined],
  ['bleu chaise nuage fougère '.repeat(5).slice(0, 128), undefined],
  [`${'bleu chaise nuage fougère '.repeat(5).slice(0, 128)}x`, 'long'],
  ['831649027513', 'digits'],
  ['831649027513846', 'digits'],
  ['8316490275138462', undefined],
  ['٨٣١٦٤٩٠٢٧٥١٣', 'digits'],
  ['aaaaaaaaaaaa', 'pattern'],
  ['!!!!!!!!!!!!!!', 'pattern'],
  ['abcabcabcabc', 'pattern'],
  ['lanternelanterne', 'pattern'],
  ['correcthorsebattery correcthorsebattery', undefined],
  ['abcdefghijkl', 'pattern'],
  ['1234567890123456', 'pattern'],
  ['qwertyuiop12', 'pattern'],
  ['AZERTYUIOP123', 'pattern'],
  ['poiuytreza987', 'pattern'],
  ['qwerty123456', 'pattern'],
  ['1qaz2wsx3edc', 'common'],
  ['LeaveMeAlone', 'common'],
  ['motdepasse12', 'common'],
  ['Bonjour-Soleil-75', 'common'],
  ['MotDePasse2026!', 'common'],
  ['bmwfinancial2026', 'personal'],
  ['BMW Financial Services', 'personal'],
  ['MyBMW-MyFI-2026!', 'personal'],
  ['claire.garnier@exemple-mail.test', 'personal'],
  ['Claire.Garnier!', 'personal'],
  ['clairehelene26', 'personal'],
  ['GÀRNÎÉR-garnier', 'personal'],
  ['exemple-mail-2026', 'personal'],
  ['garnier ouvre la fenêtre', undefined],
  ['ma bmw roule sous la pluie', undefined],
]

for (const [password, weakness] of table) {
  test(`${JSON.stringify(password).slice(0, 50)} (${password.length}) is ${weakness ?? 'good'} [R2][R3][R6][R7]`, (t) => {
    t.is(weaknessOf(password, owner), weakness)
  })
}

const listed = readFileSync(fromRoot('idp/password/common-passwords.txt'), 'utf8').trim().split('\n')

test('the list has at least 3,000 passwords of policy length, and every one is refused [R4]', (t) => {
  t.true(listed.length >= 3000)
  t.true(listed.every((password) => password.length >= 12))
  t.deepEqual(
    listed.filter((password) => weaknessOf(password.toUpperCase(), owner) === undefined),
    [],
  )
})

test('somebody without a name or address yet is judged too', (t) => {
  t.is(weaknessOf('violet lantern harbour', { email: '', givenName: '', familyName: '' }), undefined)
})

test('a common password is refused when signing up and when choosing a new one [R4]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  await openAccountOf(idp, people.anna)
  const anna = await visitor().open('/password/forgot')
  await anna.fill('Adresse e-mail', people.anna.email).press('Recevoir un lien')
  await anna.open(await inbox.lastLink(people.anna.email))
  for (let at = 0; at < 100; at += 20) {
    const password = listed[at] ?? ''
    const page = await signUp(visitor(), { ...people.ben, password })
    t.is(page.status, 422, password)
    await anna.fill('Nouveau mot de passe', password).press('Enregistrer')
    t.is(anna.status, 422, password)
  }
  t.regex(anna.said('Nouveau mot de passe'), /Choisissez-en un autre/)
})

test('letters typed on another keyboard are the same password [R2][R7]', async (t) => {
  const { idp } = await idpWith(t)
  const hash = await idp.passwords.hash('fenêtre épaisse'.normalize('NFC'))
  t.true(await idp.passwords.matches('fenêtre épaisse'.normalize('NFD'), hash))
  const long = 'bleu chaise nuage fougère '.repeat(5).slice(0, 127)
  t.false(await idp.passwords.matches(`${long}b`, await idp.passwords.hash(`${long}a`)))
})
