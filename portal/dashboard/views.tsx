import { ButtonLink, Notice } from '../../shared/html/parts.tsx'
import { formatDate, formatMoney } from '../../shared/i18n.ts'
import { texts as accountTexts } from '../account/texts.ts'
import type { ContractSummary } from '../contracts/service.ts'
import { texts as contractTexts } from '../contracts/texts.ts'
import { Page } from '../frame.tsx'
import { CallCentre } from '../help/call-centre.tsx'
import type { Shell } from '../page.ts'
import { paths } from '../paths.ts'
import { AddContractForm } from '../verification/views.tsx'
import { Banner, ContractCard, EmptyState, Tile } from './pieces.tsx'
import { texts } from './texts.ts'

export interface HomeProps {
  readonly shell: Shell
  readonly contracts: readonly ContractSummary[]
  /** a fresh key for the form in place */
  readonly once: string
  /** no contract can be added until somebody lifts the block */
  readonly blocked: boolean
  readonly now: number
}

export function homePage({ shell, contracts, once, blocked, now }: HomeProps) {
  const { lang } = shell.frame
  const t = texts[lang]
  const banner = <Banner {...t.banner} href={paths.help()} />
  const act = <ButtonLink href={paths.addContract()}>{t.add}</ButtonLink>
  return (
    <Page {...shell} title={t.title} current="home" wide banner={banner} act={contracts.length > 0 && act}>
      {contracts.length > 0 ? (
        <div class="cards">
          {contracts.map((contract) => (
            <Card key={contract.number} contract={contract} shell={shell} />
          ))}
        </div>
      ) : (
        <EmptyState text={t.none}>
          {blocked ? (
            <Notice tone="warn">
              <p>{accountTexts[lang].blocked}</p>
              <CallCentre lang={lang} now={now} />
            </Notice>
          ) : (
            <AddContractForm lang={lang} typed={{}} faults={{}} once={once} />
          )}
        </EmptyState>
      )}
      <div class="tiles">
        {t.tiles.map(({ title, text, to }) => (
          <Tile key={to} title={title} text={text} href={tileAddress[to]} />
        ))}
      </div>
    </Page>
  )
}

/** The answers that tell most about what a tile promises. */
const tileAddress = { help: paths.help(), offers: paths.help('lease-end'), return: paths.help('return') } as const

function Card({ contract, shell }: { contract: ContractSummary; shell: Shell }) {
  const { lang } = shell.frame
  const t = contractTexts[lang]
  const next =
    contract.next && t.nextLine(formatMoney(lang, contract.next.totalCents), formatDate(lang, contract.next.dueOn))
  return (
    <ContractCard
      drawing={contract.shape}
      title={contract.model}
      subtitle={t.typeAndNumber(t.type[contract.type], contract.number)}
      next={contract.unpaid ? <strong>{t.rejected}</strong> : (next ?? t.noNext)}
      href={paths.contract(contract.number)}
      action={texts[lang].see}
    />
  )
}
