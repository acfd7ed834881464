import { unreachable } from '../../shared/errors.ts'
import { formatDate, formatMoney } from '../../shared/i18n.ts'
import type { Shown } from './facts.tsx'
import { isPaid } from './figures.ts'
import type { ContractDetails, InstalmentStatus } from './system.ts'
import type { ContractWords } from './texts.ts'

/** Where the page explains a rejected line. */
export const REJECTED_ID = 'rejected'

/** What is to pay in the next year is shown; what comes later and what is past are one click away, and print whole. */
export function Schedule(shown: Shown) {
  const { contract, t } = shown
  const { heads, lines } = linesOf(contract, t)
  const open = lines.filter((line) => TO_PAY.includes(line.status))
  const upcoming = open.slice(0, 12)
  const later = open.slice(12)
  const past = lines.filter((line) => !TO_PAY.includes(line.status))
  return (
    <div class="stack">
      {upcoming.length > 0 && <Table {...shown} name="upcoming" caption={t.upcoming} heads={heads} lines={upcoming} />}
      {later.length > 0 && (
        <Folded {...shown} name="later" caption={t.later(later.length)} heads={heads} lines={later} />
      )}
      {past.length > 0 && <Folded {...shown} name="past" caption={t.past(past.length)} heads={heads} lines={past} />}
    </div>
  )
}

const TO_PAY: readonly InstalmentStatus[] = ['due', 'presented', 'rejected', 'postponed']

interface TableProps extends Shown {
  readonly name: string
  readonly caption: string
  readonly heads: readonly string[]
  readonly lines: readonly Line[]
}

interface Line {
  readonly no: number
  readonly dueOn: string
  readonly status: InstalmentStatus
  /** In cents, one for each head. */
  readonly amounts: readonly number[]
}

function Folded(props: TableProps) {
  return (
    <details class="accordion__item">
      <summary>{props.caption}</summary>
      <Table {...props} />
    </details>
  )
}

/** Wider than a telephone: it scrolls sideways on its own, by keyboard as well. */
function Table({ lang, contract, t, name, caption, heads, lines }: TableProps) {
  return (
    <section class="table-frame" aria-labelledby={`schedule-${name}`} tabindex={0}>
      <table class="table schedule">
        <caption id={`schedule-${name}`}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.line.no}</th>
            <th scope="col">{t.line.date}</th>
            {heads.map((head) => (
              <th key={head} scope="col" class="table__number">
                {head}
              </th>
            ))}
            <th scope="col">{t.line.status}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.no} class={rowClass(line, contract)}>
              <td>{line.no}</td>
              <th scope="row">{formatDate(lang, line.dueOn)}</th>
              {line.amounts.map((cents, at) => (
                <td key={heads[at]} class="table__number">
                  {formatMoney(lang, cents)}
                </td>
              ))}
              <td>
                {line.status === 'rejected' ? (
                  <a href={`#${REJECTED_ID}`}>{t.status.rejected}</a>
                ) : (
                  t.status[line.status]
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function rowClass(line: Line, contract: ContractDetails): string | undefined {
  if (line.status === 'rejected') return 'schedule__row--late'
  if (line.dueOn === contract.next?.dueOn) return 'schedule__row--next'
  return isPaid(line) ? 'schedule__row--paid' : undefined
}

/** The schedule as heads and amounts, by the type of the contract. A column that would be zero throughout is left out. */
function linesOf(contract: ContractDetails, t: ContractWords): { heads: string[]; lines: Line[] } {
  const { line: head } = t
  switch (contract.type) {
    case 'credit':
      return withoutEmpty(
        [head.total, head.principal, head.interest, head.insurance, head.outstanding],
        contract.schedule.map((line) => ({
          ...line,
          amounts: [
            line.totalCents,
            line.principalCents,
            line.interestCents,
            line.insuranceCents,
            line.outstandingCents,
          ],
        })),
      )
    case 'loa':
      return contract.terms.insuranceCents === 0
        ? { heads: [head.total], lines: contract.schedule.map((line) => ({ ...line, amounts: [line.totalCents] })) }
        : {
            heads: [head.total, head.rent, head.insurance],
            lines: contract.schedule.map((line) => ({
              ...line,
              amounts: [line.totalCents, line.rentCents, line.insuranceCents],
            })),
          }
    case 'lld':
      return withoutEmpty(
        [head.total, head.rent, head.services],
        contract.schedule.map((line) => ({ ...line, amounts: [line.totalCents, line.rentCents, line.servicesCents] })),
      )
    default:
      return unreachable(contract)
  }
}

function withoutEmpty(heads: readonly string[], lines: readonly Line[]): { heads: string[]; lines: Line[] } {
  const kept = heads.map((_, at) => lines.some((line) => line.amounts[at] !== 0))
  return {
    heads: heads.filter((_, at) => kept[at]),
    lines: lines.map((line) => ({ ...line, amounts: line.amounts.filter((_, at) => kept[at]) })),
  }
}
