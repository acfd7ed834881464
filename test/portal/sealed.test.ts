import test from 'ava'
import type { Knex } from 'knex'
import { rows } from '../../shared/database/open.ts'
import { demoContracts, demoHolders } from '../dev/demo-contracts.ts'
import { DATABASES } from '../support/database.ts'
import { people } from '../support/people.ts'
import { worldWith } from '../support/world.ts'
import { askFor, contracts, signedIn, typeCode } from './adding.ts'

/** Names, numbers and accounts of the demo: their holders', not those of a BMW ID. */
const names = Object.values(demoHolders).flatMap((holder) =>
  'company' in holder ? [holder.company] : [holder.lastName, holder.firstName],
)
const numbers = Object.values(demoHolders).flatMap(({ mobile, landline }) =>
  [mobile, landline].flatMap((number) => (number ? [number, number.slice(3), `0${number.slice(3)}`] : [])),
)
const known = [...new Set([...names, ...numbers, ...demoContracts.map(({ ibanLast4 }) => ibanLast4)])]

/** Every text of every table, as somebody with a dump of the database has it. */
async function dump(db: Knex): Promise<string[]> {
  const tables =
    db.client.config.client === 'pg'
      ? "select table_name as name from information_schema.tables where table_schema = 'public'"
      : "select name from sqlite_master where type = 'table'"
  const found = await rows<{ name: string }>(db, tables, {})
  const contents = await Promise.all(found.map(({ name }) => db(name)))
  return contents.flat().flatMap((row: object) => Object.values(row).filter((cell) => typeof cell === 'string'))
}

/** Words of a text, so that four digits in the middle of something sealed are not taken for an account's. */
const isIn = (word: string, text: string): boolean =>
  new RegExp(`(?<![\\w-])${word.replaceAll('+', '\\+')}(?![\\w-])`).test(text)
const findIn = (texts: readonly string[]): string[] => known.filter((word) => texts.some((text) => isIn(word, text)))

for (const database of DATABASES) {
  test(`whoever has a copy of the database learns no holder's name, number or account, on ${database} [R82]`, async (t) => {
    const world = await worldWith(t, { database })
    const { db } = world.portal
    const anna = await signedIn(world, people.anna)
    const { number, mobile } = contracts.morel
    await askFor(anna, number)
    await typeCode(anna, await world.inbox.lastCode(mobile))
    await anna.open(`/contracts/${number}`)
    t.regex(anna.text, /Julien Morel/, 'who is allowed to can read it')

    const texts = await dump(db)
    t.true(texts.length > 500, 'the dump is one')
    t.deepEqual(findIn(texts), [])

    for (const word of known) {
      await db('customer').update({ given_name: word })
      t.true(findIn(await dump(db)).includes(word), `it would be found: ${word}`)
    }
  })
}
