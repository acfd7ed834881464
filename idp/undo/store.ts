import type { Knex } from 'knex'

interface Row {
  id: string
  account_id: string
  kind: string
  token_hash: string
  sealed: string
  created_at: number
  expires_at: number
  used_at: number | null
}

export type UndoLink = Readonly<Row>

const links = (db: Knex) => db<Row>('undo_link')

export const keepLink = async (tx: Knex, link: UndoLink): Promise<void> => {
  await links(tx).insert(link)
}

/** The link, if it may still be used. */
export const liveLink = (db: Knex, tokenHash: string, now: number): Promise<UndoLink | undefined> =>
  links(db).where({ token_hash: tokenHash, used_at: null }).where('expires_at', '>', now).first()

/** Of one account, the newest first. */
export const linksOf = (db: Knex, accountId: string): Promise<UndoLink[]> =>
  links(db).where({ account_id: accountId }).orderBy('created_at', 'desc')

/** Uses it: of many at once one gets the row. */
export async function claimLink(tx: Knex, tokenHash: string, now: number): Promise<UndoLink | undefined> {
  const [row] = await links(tx)
    .where({ token_hash: tokenHash, used_at: null })
    .where('expires_at', '>', now)
    .update({ used_at: now })
    .returning('*')
  return row
}

/** Uses those of later changes, the newest first; of what kind, if not of all. */
export async function claimLater(tx: Knex, link: UndoLink, { kind, now }: { kind?: string; now: number }) {
  const later = links(tx)
    .where({ account_id: link.account_id, used_at: null, ...(kind === undefined ? {} : { kind }) })
    .where('created_at', '>', link.created_at)
  const claimed = await later.update({ used_at: now }).returning('*')
  return claimed.toSorted((a, b) => b.created_at - a.created_at)
}

/** It could not be used after all. */
export const releaseLink = async (tx: Knex, id: string): Promise<void> => {
  await links(tx).where({ id }).update({ used_at: null })
}

/** A link is of no use after its time, and what it restores is nobody's business any more. */
export const purgeLinks = (db: Knex, now: number): Promise<number> => links(db).where('expires_at', '<=', now).delete()
