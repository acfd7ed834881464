import { globSync } from 'node:fs'
import test from 'ava'
import { LANGS } from '../../shared/i18n.ts'
import { fromRoot } from '../../shared/root.ts'
import { differences, faultsIn, sentences } from '../support/texts.ts'

const modules = globSync('{idp,portal,shared}/**/texts.js', { cwd: fromRoot('dist') }).sort()

const isTexts = (value: unknown): value is Record<'fr' | 'en', unknown> =>
  typeof value === 'object' && value !== null && LANGS.every((lang) => lang in value)

test('the texts are found', (t) => {
  t.true(modules.length >= 4, `only ${modules.join(', ')}`)
})

for (const module of modules) {
  test(`the words of ${module} are complete and well set`, async (t) => {
    const exported: Record<string, unknown> = await import(fromRoot('dist', module))
    const texts = Object.values(exported).filter(isTexts)
    t.true(texts.length > 0, 'exports nothing with fr and en')
    for (const { fr, en } of texts) {
      t.deepEqual(differences(fr, en), [])
      t.deepEqual(
        [...sentences(fr)].flatMap((sentence) => faultsIn(sentence, 'fr')),
        [],
      )
      t.deepEqual(
        [...sentences(en)].flatMap((sentence) => faultsIn(sentence, 'en')),
        [],
      )
    }
  })
}

const set: readonly [sentence: string, fault: string | undefined][] = [
  ['Mot de passe oublié\u00a0?', undefined],
  ['Mot de passe oublié ?', 'space'],
  ['Mot de passe oublié?', 'space'],
  ['Fermé\u202f; ouvre à 8:30, voir https://bmw-id.example/help?a=b#c', undefined],
  ['Choisissez «\u00a0Aide\u00a0».', undefined],
  ['Choisissez « Aide\u00a0».', 'guillemet'],
  ['Choisissez «\u00a0Aide ».', 'space'],
  ["J'accepte", 'straight quote'],
  ['Choisissez "Aide"', 'straight quote'],
  ['au {1}', 'placeholder'],
  ['Votre nom, {name}', 'placeholder'],
  ['Patientez...', 'dots'],
  ['TODO', 'leftover'],
]

for (const [sentence, fault] of set) {
  test(`${fault ?? 'no fault'}: ${sentence}`, (t) => {
    t.deepEqual(faultsIn(sentence, 'fr'), fault === undefined ? [] : [`${fault}: ${sentence}`])
  })
}

test('a key, an entry or a language that is missing is seen', (t) => {
  t.deepEqual(differences({ a: 'x', b: ['y'] }, { a: 'x', b: ['y'] }), [])
  t.deepEqual(differences({ a: 'x', b: 'y' }, { a: 'x' }), ['.b: string, undefined'])
  t.deepEqual(differences({ a: ['x', 'y'] }, { a: ['x'] }), ['.a.1: string, undefined'])
  t.deepEqual(differences({ a: () => 'x' }, { a: 'x' }), ['.a: function, string'])
  t.deepEqual(differences([{ id: 'here' }], [{ id: 'there' }]), ['.0.id: here, there'])
})

test('functions are called, also those that return more than a sentence', (t) => {
  const texts = { a: (n: number) => [`${n} essais`], b: (x: { y: { z: string } }) => x.y.z, c: 'c' }
  t.deepEqual([...sentences(texts)], ['2 essais', 'Morel essais', '2026-11-23 essais', 'c'])
})
