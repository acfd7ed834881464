import test from 'ava'
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
})
