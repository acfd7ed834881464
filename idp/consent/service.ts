import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { recordEvent } from '../audit.ts'
import { type AppFacts, appFacts } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { type Consents, isNothing, noPermission, type Permission, together, without } from '../engine/service.ts'
import {
  type ConsentRow,
  changeConsent,
  consentRow,
  consentRows,
  countRows,
  insertConsent,
  lockConsent,
  takeConsent,
  touchConsent,
} from './store.ts'

// Owns what people let apps of others see and do. It is remembered for each account and app, grows by what is allowed
// later, and goes as a whole when it is withdrawn. Grants are the engine's: made anew from it, of no more than is asked.

export { exportConsents } from './export.ts'
export { tell } from './words.ts'

type Needs = Pick<Idp, 'db' | 'now'>

interface Whose {
  readonly accountId: string
  readonly clientId: string
}

/** What an app wants that it has not, and what it wants and has. */
export interface Ask {
  readonly fresh: Permission
  readonly known: Permission
}

/** Whoever is asked again for what is allowed already (`prompt=consent`, an app on a device) is asked for all of it. */
export async function readAsk({ db }: Pick<Idp, 'db'>, whose: Whose, wanted: Permission): Promise<Ask> {
  const had = await find(db, whose)
  const fresh = without(wanted, had ?? noPermission)
  if (!had || isNothing(fresh)) return { fresh: wanted, known: noPermission }
  return { fresh, known: without(wanted, fresh) }
}

/** Remembers what the person allows. However often it is said, it is one consent. Apps of ours need none. */
export async function giveConsent(
  idp: Needs,
  { wanted, ...whose }: Whose & { wanted: Permission },
  origin: Origin,
): Promise<void> {
  if ((await appFacts(idp.db, whose.clientId))?.firstParty) return
  const at = idp.now()
  await inTransaction(idp.db, async (tx) => {
    const row: ConsentRow = { ...rowKey(whose), ...toColumns(wanted), given_at: at, changed_at: at, used_at: at }
    const before = (await insertConsent(tx, row)) ? noPermission : await grow(tx, row, wanted)
    const fresh = without(wanted, before)
    if (isNothing(fresh)) return
    await recordEvent(
      tx,
      { action: 'consent.given', ...told(whose), details: detailsOf(whose, fresh) },
      { ...idp, origin },
    )
  })
}

/** Returns what was allowed before. */
async function grow(tx: Knex, row: ConsentRow, wanted: Permission): Promise<Permission> {
  const whose = { account_id: row.account_id, client_id: row.client_id }
  const held = await lockConsent(tx, whose)
  if (!held) {
    await insertConsent(tx, row) // it was withdrawn since
    return noPermission
  }
  const before = fromColumns(held)
  if (!isNothing(without(wanted, before))) {
    await changeConsent(tx, whose, { ...toColumns(together(before, wanted)), changed_at: row.changed_at })
  }
  return before
}

/** Notes that somebody did not want to; what they had allowed before stays. */
export async function refuseConsent(idp: Needs, whose: Whose, origin: Origin): Promise<void> {
  const details = { client: whose.clientId }
  await recordEvent(idp.db, { action: 'consent.refused', ...told(whose), details }, { ...idp, origin })
}

/** Takes everything back at once: the app can ask for nothing more, what it holds opens nothing any more, and it is told
 *  that its sessions are over. False: there was nothing to take back. */
export function withdrawConsent(
  { db, now, engine }: Needs & Pick<Idp, 'engine'>,
  whose: Whose,
  origin: Origin,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await takeConsent(tx, rowKey(whose)))) return false
    await engine.endApp(tx, whose.accountId, whose.clientId, { origin })
    const details = { client: whose.clientId }
    await recordEvent(tx, { action: 'consent.withdrawn', ...told(whose), details }, { now, origin })
    return true
  })
}

/** An app of others, with what it may. */
export interface Connected {
  readonly app: AppFacts
  readonly permission: Permission
  readonly givenAt: number
  readonly changedAt: number
  readonly usedAt: number
}

/** The apps that somebody has allowed something, the last changed first; those that are disabled too. */
export async function connectedApps({ db }: Pick<Idp, 'db'>, accountId: string): Promise<Connected[]> {
  const found = await Promise.all(
    (await consentRows(db, accountId)).map(async (row) => ({ row, app: await appFacts(db, row.client_id) })),
  )
  return found.flatMap(({ row, app }) =>
    app
      ? [
          {
            app,
            permission: fromColumns(row),
            givenAt: row.given_at,
            changedAt: row.changed_at,
            usedAt: row.used_at,
          },
        ]
      : [],
  )
}

export const countConnected = ({ db }: Pick<Idp, 'db'>, accountId: string): Promise<number> => countRows(db, accountId)

/** What the engine asks of us. */
export const consentsOf = ({ db, now }: Needs): Consents => ({
  find: (accountId, clientId) => find(db, { accountId, clientId }),
  use: (accountId, clientId) => touchConsent(db, rowKey({ accountId, clientId }), now()),
})

async function find(db: Knex, whose: Whose): Promise<Permission | undefined> {
  const row = await consentRow(db, rowKey(whose))
  return row && fromColumns(row)
}

const rowKey = ({ accountId, clientId }: Whose) => ({ account_id: accountId, client_id: clientId })

const toColumns = ({ scopes, claims, apis }: Permission) => ({
  scopes: scopes.join(' '),
  claims: claims.join(' '),
  apis: JSON.stringify(apis),
})

const fromColumns = ({ scopes, claims, apis }: ConsentRow): Permission => ({
  scopes: scopes.split(' ').filter(Boolean),
  claims: claims.split(' ').filter(Boolean),
  apis: JSON.parse(apis) as Permission['apis'],
})

const told = ({ accountId }: Whose) => ({ subject: accountId })

const detailsOf = ({ clientId }: Whose, { scopes, claims, apis }: Permission) => ({
  client: clientId,
  scopes: [...scopes, ...Object.values(apis).flat()].join(' '),
  claims: claims.join(' '),
})
