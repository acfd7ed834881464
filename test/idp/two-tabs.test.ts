import test from 'ava'
import { openAccountOf, people } from '../support/people.ts'
import { worldWith } from '../support/world.ts'

test('signing in again in the same session uses its grant again, so that no other tab loses its own', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, people.morel)
  const morel = await world.visitor().open('/login')
  morel.fill('BMW ID (adresse e-mail)', people.morel.email).fill('Mot de passe', people.morel.password)
  await morel.press('Connexion')
  const grants = async () => (await world.idp.db('engine_object').where({ model: 'Grant' })).length
  const before = await grants()
  for (let tab = 0; tab < 3; tab += 1) {
    await morel.open(`${world.portalUrl}/login?return_to=/account`)
    t.is(morel.path, '/account')
  }
  t.is(await grants(), before, 'the grant of the session is used again')
})
