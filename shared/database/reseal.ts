import type { Knex } from 'knex'
import { SEAL_NAME_LENGTH, type Secrets } from '../crypto/secrets.ts'

/** A column with sealed texts. Each is bound to the value of another column, which names its row. */
export interface SealedPlace {
  readonly table: string
  readonly column: string
  readonly boundTo: string
  readonly purpose: string
}

/** What both products keep. */
export const sharedPlaces: readonly SealedPlace[] = [
  { table: 'outbox', column: 'sealed', boundTo: 'id', purpose: 'outbox' },
]

const BATCH = 200

/** Seals anew what an older secret sealed, while processes read and write. Each row by itself and only if it still is as
 *  it was read: what a process wrote meanwhile stays. May be killed and run again. @returns how many it was */
export async function reseal(db: Knex, secrets: Secrets, place: SealedPlace): Promise<number> {
  let [done, after] = [0, '']
  for (;;) {
    const batch: Row[] = await older(db, secrets, place)
      .where(place.boundTo, '>', after)
      .select({ name: place.boundTo, sealed: place.column })
      .orderBy(place.boundTo)
      .limit(BATCH)
    for (const row of batch) done += await resealRow(db, secrets, { place, row })
    const last = batch.at(-1)
    if (!last) return done
    after = last.name
  }
}

interface Row {
  readonly name: string
  readonly sealed: string
}

/** 0 for what nobody can open, or somebody has written anew since it was read. */
function resealRow(
  db: Knex,
  secrets: Secrets,
  { place, row: { name, sealed } }: { place: SealedPlace; row: Row },
): Promise<number> {
  const { table, column, boundTo, purpose } = place
  const text = openOrNone(() => secrets.open(purpose, sealed, name))
  if (text === undefined) return Promise.resolve(0)
  return db(table)
    .where({ [boundTo]: name, [column]: sealed })
    .update({ [column]: secrets.seal(purpose, text, name) })
}

function openOrNone(open: () => string): string | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}

/** How many texts each secret has sealed, in the order of the secrets; the last number is of those that no secret opens. */
export async function countSealed(db: Knex, secrets: Secrets, place: SealedPlace): Promise<number[]> {
  const names = secrets.sealNames(place.purpose)
  const found: { seal_name: string; count: number | string }[] = await db(place.table)
    .whereNotNull(place.column)
    .select(db.raw('substr(??, 1, ?) as seal_name', [place.column, SEAL_NAME_LENGTH]))
    .count({ count: '*' })
    .groupBy('seal_name') // not `name`: a table may have such a column, which PostgreSQL would take
  const of = (fits: (name: string) => boolean): number =>
    found.filter((one) => fits(one.seal_name)).reduce((sum, { count }) => sum + Number(count), 0)
  return [...names.map((own) => of((name) => name === own)), of((name) => !names.includes(name))]
}

const older = (db: Knex, secrets: Secrets, { table, column, purpose }: SealedPlace) =>
  db(table)
    .whereNotNull(column)
    .whereRaw('substr(??, 1, ?) <> ?', [column, SEAL_NAME_LENGTH, secrets.sealNames(purpose)[0] ?? ''])
