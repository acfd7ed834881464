import type { Knex } from 'knex'
import { addSecret, dropSecret, type FileOutcome, promoteSecret } from '../crypto/secret-file.ts'
import type { Secrets } from '../crypto/secrets.ts'
import { SECOND } from '../time.ts'
import { forgetPrints, olderPrints, printsOf } from './fingerprint.ts'
import { countSealed, reseal, type SealedPlace } from './reseal.ts'

// The operator's commands about secrets, for either product (docs/operate-keys.md).

export const SECRET_ACTS = ['list', 'add', 'promote', 'reseal', 'drop'] as const
export type SecretAct = (typeof SECRET_ACTS)[number]

export const isSecretAct = (word: string | undefined): word is SecretAct => SECRET_ACTS.some((act) => act === word)

export const aboutSecrets: Readonly<Record<SecretAct, string>> = {
  list: 'say which secrets are listed, newest first, and how much each has sealed',
  add: 'put a new secret at the end of the file: it opens, and does not seal yet',
  promote: 'put the last secret of the file to its front: it seals from the next start of each process',
  reseal: 'seal anew whatever an older secret sealed, while processes run; may be stopped and run again',
  drop: 'take the last secret out of the file, once nothing is sealed by it',
}

export interface SecretRoom {
  readonly db: Knex
  readonly secrets: Secrets
  readonly now: () => number
  readonly places: readonly SealedPlace[]
  /** where the secrets lie, or undefined: they are in the setting of that name */
  readonly file: string | undefined
  readonly setting: string
}

/** What to print, for people and for programs, and the exit code: 0 done, 1 not, or not yet. */
export interface SecretAnswer {
  readonly code: 0 | 1
  readonly text: string
  readonly json?: unknown
}

export function runSecrets(act: SecretAct, room: SecretRoom): Promise<SecretAnswer> {
  switch (act) {
    case 'list':
      return list(room)
    case 'reseal':
      return resealAll(room)
    case 'add':
      return change(room, addSecret, 'A new secret stands at the end. Restart every process; then "secrets promote".')
    case 'promote':
      return change(
        room,
        promoteSecret,
        'The last secret stands first now. Restart every process; then "secrets reseal".',
      )
    case 'drop':
      return drop(room)
  }
}

async function change(room: SecretRoom, act: (file: string) => FileOutcome, done: string): Promise<SecretAnswer> {
  const { file, setting } = room
  if (file === undefined)
    return { code: 1, text: `The secrets are in ${setting}: change the list there (docs/operate-keys.md).` }
  const outcome = act(file)
  switch (outcome.kind) {
    case 'written':
      return { code: 0, text: done }
    case 'single':
      return { code: 1, text: 'There is one secret only: "secrets add" first. Nothing was changed.' }
    case 'busy':
      return { code: 1, text: `${outcome.lock} is there: another command is at it. If none is, remove that file.` }
  }
}

async function list(room: SecretRoom): Promise<SecretAnswer> {
  const counts = await countAll(room)
  const rows = printsOf(room.secrets).map((name, at) => ({ name, seals: at === 0, sealed: counts[at] ?? 0 }))
  const lost = counts.at(-1) ?? 0
  const text = rows.map(({ name, seals, sealed }) => `${name}  ${seals ? 'seals' : 'opens'}  ${sealed} sealed by it`)
  return { code: 0, text: [...text, ...lostLine(lost)].join('\n'), json: { secrets: rows, lost } }
}

/** Sums over all places, a number for each secret and one for what none opens. */
async function countAll({ db, secrets, places }: SecretRoom): Promise<number[]> {
  const counts = await Promise.all(places.map((place) => countSealed(db, secrets, place)))
  return [...printsOf(secrets), 'lost'].map((_, at) => counts.reduce((sum, of) => sum + (of[at] ?? 0), 0))
}

async function resealAll(room: SecretRoom): Promise<SecretAnswer> {
  const { db, secrets, places, now } = room
  let done = 0
  for (const place of places) done += await reseal(db, secrets, place)
  const [, ...others] = await countAll(room)
  const lost = others.pop() ?? 0
  const left = others.reduce((sum, count) => sum + count, 0)
  const quietAt = Math.max(0, ...(await olderPrints(db, secrets)).map((print) => print.quietAt))
  const waitSeconds = Math.max(0, Math.ceil((quietAt - now()) / SECOND))
  const finished = left === 0 && lost === 0 && waitSeconds === 0
  if (finished) await forgetOlder(room)
  const lines = [
    `${done} sealed anew, ${left} left${left > 0 ? ' (written meanwhile, or damaged)' : ''}.`,
    ...(waitSeconds > 0 ? [`A process may still seal with an older secret. ${AGAIN(waitSeconds)}`] : []),
    ...lostLine(lost),
    ...(finished ? ['The older secrets can be dropped.'] : []),
  ]
  return { code: finished ? 0 : 1, text: lines.join('\n'), json: { done, left, lost, waitSeconds, finished } }
}

const AGAIN = (seconds: number): string =>
  `Restart those that were not restarted since the new one stands first, and run this again in ${seconds} s.`

async function forgetOlder({ db, secrets }: SecretRoom): Promise<void> {
  const older = await olderPrints(db, secrets)
  await forgetPrints(
    db,
    older.map(({ fingerprint }) => fingerprint),
  )
}

const lostLine = (lost: number): string[] =>
  lost > 0
    ? [`${lost} cannot be opened by any secret that is listed: list the one that sealed them, if it is known.`]
    : []

async function drop(room: SecretRoom): Promise<SecretAnswer> {
  const { db, secrets } = room
  const last = printsOf(secrets).at(-1)
  const needed = (await olderPrints(db, secrets)).some(({ fingerprint }) => fingerprint === last)
  const sealed = (await countAll(room)).at(-2) ?? 0
  if (printsOf(secrets).length > 1 && (needed || sealed > 0)) {
    return { code: 1, text: `Something may still be sealed by ${last}: "secrets reseal" first. Nothing was changed.` }
  }
  return change(room, dropSecret, `${last} is dropped. Restart every process.`)
}
