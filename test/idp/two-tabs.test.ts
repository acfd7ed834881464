import test from 'ava'
<<<<<<< HEAD
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
=======
import { signIn, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'

test('two tabs that sign in to one app at once are both signed in', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const app = await testApp(t, world)
  const visitor = world.visitor()
  await visitor.open((await app.begin()).address)
  await signIn(visitor, people.anna)

  const [first, second] = [await app.begin(), await app.begin()]
  const arrivals = [(await visitor.open(first.address)).url, (await visitor.open(second.address)).url]
  for (const [at, begun] of [first, second].entries()) {
    t.truthy((await app.finish(begun, arrivals[at] ?? '')).id_token, `tab ${at + 1}`)
  }
})

test('a tab that asks for less gets less, whatever another one has', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const app = await testApp(t, world)
  const visitor = world.visitor()
  await visitor.open((await app.begin()).address)
  await signIn(visitor, people.anna)
  const less = await app.begin({ scope: 'openid' })
  const tokens = await app.finish(less, (await visitor.open(less.address)).url)
  t.is(tokens.scope, 'openid')
>>>>>>> attack
})
