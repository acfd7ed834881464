import { readFileSync } from 'node:fs'
import test from 'ava'
import { sealAudit } from '../../shared/observe/chain.ts'
import { fromRoot } from '../../shared/root.ts'
import { signIn } from '../support/app.ts'
import { command } from '../support/command.ts'
import { openAccountOf, people } from '../support/people.ts'
import { freePort } from '../support/ports.ts'
import { idpWith } from '../support/serve.ts'
import { startNode } from './integrate.support.ts'
import { folderWith } from './page.support.ts'

// docs/first-app.md, typed as it stands there, from an empty database.

/** The commands of the page, each with what it prints. */
const session = [...readFileSync(fromRoot('docs', 'first-app.md'), 'utf8').matchAll(/^```console\n(.*?)^```$/gms)]
  .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
  .map((part) => {
    const [line = '', ...printed] = part.trimEnd().split('\n')
    return { line, printed: printed.join('\n') }
  })

const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

/** `…` stands for anything. */
const asPattern = (printed: string): RegExp =>
  new RegExp(
    `^${printed
      .split('…')
      .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^]*')}\n*$`,
  )

const nina = { ...people.anna, email: 'nina@example.test', givenName: 'Nina', familyName: 'Roussel' }

test('a newcomer integrates a first app with the commands of the page', async (t) => {
  const appUrl = `http://localhost:${await freePort()}`
  const world = await idpWith(t, { env: { IDP_REACHABLE_ORIGINS: appUrl } })
  await openAccountOf(world.idp, nina)
  const known = new Map([['http://localhost:5000', appUrl]])
  const fill = (text: string): string => [...known].reduce((filled, [from, to]) => filled.replaceAll(from, to), text)
  const visitor = world.visitor()

  for (const { line, printed } of session) {
    const [npx, name = '', ...args] = words(fill(line))
    t.is(npx, 'npx', line)
    if (line.includes('logouts')) {
      await visitor.open(`${world.url}/session/end`)
      await visitor.press('Se déconnecter')
      await world.idp.outbox.drain()
    }
    if (line.includes('audit')) await sealAudit(world.idp.db)
    const { out, err } = await command(world.env, name, ...args)
    const said = out || err
    const [, reference] = /^([2-9A-Z]{4}-[2-9A-Z]{2}) /.exec(said) ?? []
    if (reference && !known.has('<reference>')) known.set('<reference>', reference)
    t.regex(said, asPattern(fill(printed)), line)

    if (line.includes('clients add') && !err) {
      const value = (of: string): string => new RegExp(`${of}=([\\w:/.-]+)`).exec(out)?.[1] ?? ''
      const app = { issuer: world.url, appUrl, id: value('CLIENT_ID'), secret: value('CLIENT_SECRET') }
      known.set('<id>', app.id)
      await startNode(t, folderWith(t, ['server.mjs'], app), app)
      await visitor.open(`${appUrl}/login`)
      await signIn(visitor, nina)
      await visitor.press('Autoriser')
      t.is(visitor.heading, 'Hello Nina Roussel')
      const mistaken = { client_id: app.id, redirect_uri: `${appUrl}/callback/`, response_type: 'code' }
      await visitor.open(`${world.url}/auth?${new URLSearchParams(mistaken)}`)
      t.regex(visitor.text, /[2-9A-Z]{4}-[2-9A-Z]{2}/)
    }
  }
  t.true(session.length >= 11)
  world.log.takeErrors()
})
