import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { actorOf, type By, whence } from './by.ts'
import { type House, type Unknown, withClient } from './one.ts'
import { cleanPng, type PngFault } from './png.ts'

// The pictures of apps. They lie with us, so that no app learns who stands before its question, and none changes its face
// unseen: each change is in the record.

/** Bytes. */
const LARGEST_LOGO = 64 * 1024

export type LogoFault = PngFault | 'tooLarge'

export type LogoOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'faulty'; readonly fault: LogoFault }
  | Unknown
  | House

type Needs = Pick<Idp, 'db' | 'now'>

/** Puts a picture beside the name of an app, in place of the one it had. */
export async function keepLogo(
  idp: Needs,
  id: string,
  { file, by }: { readonly file: Buffer; readonly by: By },
): Promise<LogoOutcome> {
  const png = file.length > LARGEST_LOGO ? 'tooLarge' : cleanPng(file)
  if (typeof png === 'string') return { kind: 'faulty', fault: png }
  return change(idp, id, by, (tx) =>
    tx('client_logo')
      .insert({ client_id: id, hash: createHash('sha256').update(png).digest('hex'), png })
      .onConflict('client_id')
      .merge(),
  )
}

/** Leaves the app with its letter. */
export const dropLogo = (idp: Needs, id: string, by: By): Promise<LogoOutcome> =>
  change(idp, id, by, (tx) => tx('client_logo').where({ client_id: id }).delete())

const change = (idp: Needs, id: string, by: By, act: (tx: Knex) => Promise<unknown>): Promise<LogoOutcome> =>
  withClient<LogoOutcome>(idp, id, by, async (tx) => {
    await act(tx)
    const event = { action: 'app.changed', subject: id, actor: actorOf(by), details: { fields: 'logo' } } as const
    await recordEvent(tx, event, whence(idp, by))
    return { kind: 'changed' }
  })

/** Its hash, which is its address; undefined: the app has none. */
export const logoOf = async (db: Knex, clientId: string): Promise<string | undefined> =>
  (await db('client_logo').where({ client_id: clientId }).first('hash'))?.hash as string | undefined

export const pngOf = async (db: Knex, hash: string): Promise<Buffer | undefined> =>
  (await db('client_logo').where({ hash }).first('png'))?.png as Buffer | undefined
