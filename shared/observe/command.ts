import type { Knex } from 'knex'
import { headOf } from './chain.ts'
import { type Fault, type Head, type Verdict, verifyAudit } from './verify.ts'

/** The help of `audit` for a product's command. */
export const auditHelp = (command: string): string => `  npx ${command} audit verify [--head <no>:<hash>]
      Reads the audit log from its first event to its last: 0 if it is as it was written, 1 and the first event that is
      not. With a head that was kept elsewhere also: that the log still leads there.
  npx ${command} audit head
      Prints number, hash and time of the newest seal. Keep one a day where the database's owner cannot write.`

export type AuditWords =
  | { readonly kind: 'audit'; readonly act: 'head' }
  | { readonly kind: 'audit'; readonly act: 'verify'; readonly kept?: Head }
  | { readonly kind: 'faulty'; readonly fault: string }

/** Reads what stands after `audit`. */
export function readAuditWords(words: readonly string[], head: string | undefined): AuditWords {
  const [act, ...more] = words
  if ((act !== 'verify' && act !== 'head') || more.length > 0) {
    return { kind: 'faulty', fault: 'Say "audit verify" or "audit head".' }
  }
  if (act === 'head') return { kind: 'audit', act }
  if (head === undefined) return { kind: 'audit', act }
  const [, no, hash] = /^(\d{1,9})[: ]([0-9a-f]{64})\b/.exec(head) ?? []
  if (!no || !hash) return { kind: 'faulty', fault: '--head wants <no>:<hash>, as "audit head" prints them.' }
  return { kind: 'audit', act, kept: { no: Number(no), hash } }
}

/** What to print, and the exit code: 0 the log is whole, 1 it is not. */
export async function runAudit(
  db: Knex,
  words: Exclude<AuditWords, { kind: 'faulty' }>,
  now: number,
): Promise<{ readonly code: 0 | 1; readonly text: string }> {
  if (words.act === 'head') {
    const head = await headOf(db)
    return { code: 0, text: head ? printHead(head) : 'Nothing has been recorded yet.' }
  }
  const verdict = await verifyAudit(db, { now, ...(words.kept ? { kept: words.kept } : {}) })
  return { code: verdict.kind === 'whole' ? 0 : 1, text: say(verdict) }
}

const printHead = ({ no, hash, at }: Head & { at: number }): string => `${no}:${hash} ${new Date(at).toISOString()}`

function say(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'whole': {
      const fresh = verdict.waiting > 0 ? `; ${verdict.waiting} too new to be sealed` : ''
      const head = verdict.head ? `\nhead ${printHead(verdict.head)}` : ''
      return `The audit log is whole: ${verdict.events} events${fresh}.${head}`
    }
    case 'broken':
      return `The audit log is NOT as it was written. ${faults[verdict.because](verdict.eventNo)}`
    case 'otherHead':
      return otherHeads[verdict.because]
  }
}

const faults: Readonly<Record<Fault, (no: number) => string>> = {
  altered: (no) => `First broken: event no. ${no} was altered, or another stands in its place.`,
  removed: (no) => `First broken: event no. ${no} was removed.`,
  removedBefore: (no) => `First broken: what stood right before event no. ${no} was removed.`,
  inserted: (no) => `First broken: event no. ${no} was inserted later than it says.`,
}

const otherHeads = {
  shorter: 'The audit log is NOT as it was: it ends before the head that was kept.',
  different: 'The audit log is NOT as it was: at that number it has another hash than the head that was kept.',
  purged: 'That head is of events that were forgotten after twelve months: take a newer one.',
} as const
