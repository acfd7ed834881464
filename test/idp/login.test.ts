import test from 'ava'
import { idpWith } from '../support/serve.ts'

test('the home page says what a BMW ID is for', async (t) => {
  const world = await idpWith(t)
  const anna = await world.visitor().open('/')
  t.is(anna.status, 200)
  t.is(anna.heading, 'Un seul identifiant pour tous vos services.')
})
