import test from 'ava'
import { idpWith } from '../support/serve.ts'

for (const [lang, title] of [
  ['fr', 'Conditions Générales'],
  ['en', 'Terms'],
] as const) {
  test(`the legal pages can be read in ${lang}`, async (t) => {
    const { visitor } = await idpWith(t)
    const person = await visitor().open(`/legal/terms?lang=${lang}`)
    t.regex(person.heading, new RegExp(title))
    for (const path of ['/legal/notice', '/legal/privacy']) {
      await person.open(path)
      t.is(person.status, 200)
      t.is(person.headers.get('content-language'), lang)
    }
  })
}
