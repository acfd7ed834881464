import type { ComponentChildren } from 'preact'
import { unreachable } from '../../shared/errors.ts'
import { type Fact, Facts, Notice } from '../../shared/html/parts.tsx'
import { formatDate, formatMoney } from '../../shared/i18n.ts'
import { Page } from '../frame.tsx'
import { CallCentre } from '../help/call-centre.tsx'
import type { Shell } from '../page.ts'
import { CarDrawing } from './drawings.tsx'
import { amountFacts, contractFacts, mileageFacts, paymentFacts, type Shown, vehicleFacts } from './facts.tsx'
import { REJECTED_ID, Schedule } from './schedule-table.tsx'
import type { ContractDetails } from './system.ts'
import { texts } from './texts.ts'

/** A contract's page. Its title is plain: the model's name would suffer from the capitals of the heading. */
export function contractPage({ shell, contract, now }: { shell: Shell; contract: ContractDetails; now: number }) {
  const { lang } = shell.frame
  const t = texts[lang]
  return (
    <Page {...shell} title={t.title} wide>
      <ContractBody lang={lang} contract={contract} t={t} callCentre={<CallCentre lang={lang} now={now} />} />
    </Page>
  )
}

export interface ContractBodyProps extends Shown {
  /** The call centre's block, where a person is asked to call. */
  readonly callCentre?: ComponentChildren
}

/** A contract's page under its h1, which is the model: what is next, the essential facts, the schedule. For a wide page. */
export function ContractBody({ callCentre, ...shown }: ContractBodyProps) {
  const { lang, contract, t } = shown
  return (
    <div class="contract stack">
      <h2 class="contract__model">{contract.vehicle.model}</h2>
      <p class="lead">{t.typeAndNumber(t.type[contract.type], contract.number)}</p>
      <State {...shown} callCentre={callCentre} />
      <Rejected {...shown} callCentre={callCentre} />
      <div class="columns contract__top">
        {contract.status !== 'ended' && <Next {...shown} />}
        <CarDrawing shape={contract.vehicle.shape} />
      </div>
      <p class="soft">{t.asOf(formatDate(lang, contract.asOf))}</p>
      <Groups {...shown} />
      <section class="stack">
        <h2>{t.myPayments}</h2>
        <div class="columns">
          <Facts items={paymentFacts(shown)} />
        </div>
        <Schedule {...shown} />
      </section>
    </div>
  )
}

/** Two beside two where there is room: contract and amounts, vehicle and mileage. */
function Groups(shown: Shown) {
  const { lang, contract, t } = shown
  return (
    <div class="columns">
      <Group title={t.myContract} facts={contractFacts(shown)} />
      <Group title={t.amounts} facts={amountFacts(shown)} />
      <Group title={t.myVehicle} facts={vehicleFacts(shown)} />
      {contract.type !== 'credit' && (
        <Group title={t.mileage} facts={mileageFacts({ lang, contract, t })}>
          {contract.mileage.projection && <p class="soft">{t.projectionNote}</p>}
        </Group>
      )}
    </div>
  )
}

interface GroupProps {
  readonly title: string
  readonly facts: readonly Fact[]
  readonly children?: ComponentChildren
}

const Group = ({ title, facts, children }: GroupProps) => (
  <section class="stack stack--close">
    <h2>{title}</h2>
    <Facts items={facts} />
    {children}
  </section>
)

/** The one thing most people come for. */
function Next({ lang, contract: { next, mandate }, t }: Shown) {
  if (!next) return <p>{t.noNext}</p>
  return (
    <section class="card next">
      <h2 class="next__title">{t.next}</h2>
      <p class="next__line">
        <strong class="next__amount">{formatMoney(lang, next.totalCents)}</strong>{' '}
        <span class="next__date">{t.nextOn(formatDate(lang, next.dueOn))}</span>
      </p>
      {mandate && <p class="soft">{t.debited(mandate.ibanLast4)}</p>}
    </section>
  )
}

function State({ lang, contract, t, callCentre }: ContractBodyProps) {
  switch (contract.status) {
    case 'signed':
      return <Notice tone="info">{t.undelivered}</Notice>
    case 'ended':
      return (
        contract.end && <Notice tone="info">{t.ended[contract.end.reason](formatDate(lang, contract.end.on))}</Notice>
      )
    case 'dispute':
      return (
        <Notice tone="warn">
          <p>{t.dispute}</p>
          {callCentre}
        </Notice>
      )
    case 'running':
      return contract.endsSoon ? (
        <Notice tone="info">{t.endsSoon(formatDate(lang, contract.dates.endsOn))}</Notice>
      ) : null
    default:
      return unreachable(contract.status)
  }
}

function Rejected({ lang, contract, t, callCentre }: ContractBodyProps) {
  const rejected = contract.schedule.filter((line) => line.status === 'rejected')
  if (rejected.length === 0) return null
  return (
    <div id={REJECTED_ID}>
      <Notice tone="danger">
        <p>
          <strong>{t.rejected}</strong>
        </p>
        {rejected.map((line) => (
          <p key={line.no}>{t.rejectedLine(formatMoney(lang, line.totalCents), formatDate(lang, line.dueOn))}</p>
        ))}
        <p>{t.rejectedHelp}</p>
        {callCentre}
      </Notice>
    </div>
  )
}
