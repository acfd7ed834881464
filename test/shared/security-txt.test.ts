import { readFileSync } from 'node:fs'
import test from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { DAY } from '../../shared/time.ts'
import { worldWith } from '../support/world.ts'

test('both products say how to report a weakness, as RFC 9116 has it', async (t) => {
  const { url, portalUrl, visitor, clock } = await worldWith(t)
  for (const origin of [url, portalUrl]) {
    const page = await visitor().open(`${origin}/.well-known/security.txt`)
    t.is(page.status, 200)
    t.is(page.headers.get('content-type'), 'text/plain; charset=utf-8')
    const fields = page.html.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    const values = new Map(fields.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]))
    t.deepEqual([...values.keys()], ['Contact', 'Expires', 'Preferred-Languages', 'Canonical'])
    t.is(values.get('Canonical'), page.url)
    const expires = Date.parse(values.get('Expires') ?? '')
    t.true(expires > clock.now() + 28 * DAY && expires < clock.now() + 365 * DAY)
    const contact = values.get('Contact')?.replace('mailto:', '') ?? '-'
    t.true(readFileSync(fromRoot('SECURITY.md'), 'utf8').includes(contact))
  }
})
