import { randomBytes } from 'node:crypto'
import test from 'ava'
import { renderToString } from 'preact-render-to-string'
import { createSqlContractSystem } from '../../portal/contracts/sql-system.ts'
import type { ContractDetails } from '../../portal/contracts/system.ts'
import { texts } from '../../portal/contracts/texts.ts'
import { ContractBody } from '../../portal/contracts/views.tsx'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { openDatabase } from '../../shared/database/open.ts'
import { LANGS, type Lang } from '../../shared/i18n.ts'
import { fromRoot } from '../../shared/root.ts'
import { demoContracts } from '../dev/demo-contracts.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { AS_OF } from './demo-figures.ts'

const secrets = createSecrets([randomBytes(32)])
const db = openDatabase('sqlite::memory:', 'portal')
test.before(async () => {
  await db.migrate.latest({ directory: fromRoot('dist/migrations/portal'), loadExtensions: ['.js'] })
  await seedContracts({ db, secrets }, AS_OF)
})
test.after.always(() => db.destroy())

/** What a person reads: the words, one space between them. */
const read = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()

async function page(number: string, lang: Lang = 'fr', change: Partial<ContractDetails> = {}): Promise<string> {
  const found = await createSqlContractSystem({ db, secrets }).details(number, AS_OF)
  if (!found) throw new Error(`no contract ${number}`)
  const contract = { ...found, ...change } as ContractDetails
  return renderToString(
    <ContractBody lang={lang} contract={contract} t={texts[lang]} callCentre={<p>09 69 32 20 39</p>} />,
  )
}

for (const { number } of demoContracts) {
  for (const lang of LANGS) {
    test(`${number} in ${lang} has no gap and no straight apostrophe`, async (t) => {
      const words = read(await page(number, lang))
      t.notRegex(words, /undefined|null|NaN|\[object|\{\d|'|&#39;/)
      t.notRegex(words, /FR76/, 'the end of the account number is enough')
    })
  }
}

test('the next payment stands first, then the facts of a rental with option', async (t) => {
  const words = read(await page('S0123456789'))
  t.regex(
    words,
    /^BMW X4 xDrive20d M Sport Location avec option d’achat · S0123456789 Prochaine échéance 808,04 € le 12 décembre 2026/,
  )
  t.regex(words, /Situation au 22 novembre 2026/)
  t.regex(words, /Premier loyer 9 900,00 € Loyers suivants 47 × 808,04 € Option d’achat 29 238,00 €/)
  t.regex(words, /Échéances payées 27, soit 30 909,04 € Échéances restantes 21, soit 16 968,84 €/)
  t.regex(words, /Projection au 12 septembre 2028 57 419 km Dépassement estimé Aucun/)
})

test('a rental with option shows a TAEG only if it was signed under the new law', async (t) => {
  t.notRegex(read(await page('S0123456789')), /TAEG/)
  t.regex(read(await page('S0915520067')), /TAEG 6,06 %/)
})

test('a loan shows its rates, its insurance apart and what is left of the capital', async (t) => {
  const words = read(await page('S0204417736'))
  t.regex(words, /Capital restant dû 9 276,04 €/)
  t.regex(words, /Taux débiteur 4,79 % TAEG 4,90 %/)
  t.regex(words, /Mensualité hors assurance 535,09 € Mensualité avec assurance 557,89 €/)
  t.regex(words, /Montant total dû, hors assurance 32 105,57 € Total de l’assurance 1 368,00 €/)
})

test('too many kilometres are told with their price', async (t) => {
  t.regex(read(await page('S0310098254')), /Dépassement estimé 3 270 km, soit 457,80 €/)
  t.regex(read(await page('S0310098254', 'en')), /Estimated excess 3,270 km, which is €457\.80/)
})

test('a rejected line is explained, with whom to call, and the schedule leads there', async (t) => {
  const html = await page('S1000468821')
  t.regex(
    read(html),
    /Un prélèvement a été rejeté\. L’échéance du 8 novembre 2026, soit 302,08 €, n’est pas payée\..* 09 69 32 20 39/,
  )
  t.regex(html, /id="rejected"/)
  t.regex(html, /<a href="#rejected">Rejetée<\/a>/)
})

test('twelve lines are open, the others folded, none lost', async (t) => {
  const html = await page('S0123456789')
  t.deepEqual(
    html
      .split('<table')
      .slice(1)
      .map((table) => table.split('<tr').length - 2),
    [12, 9, 27],
  )
  t.is(html.split('<details').length - 1, 2)
})

test('an ended contract says why, and promises no further payment', async (t) => {
  const words = read(await page('S0617755209'))
  t.regex(words, /Ce contrat a pris fin le 15 juin 2026 : votre crédit est soldé\./)
  t.notRegex(words, /Prochaine échéance|Échéances à payer/)
})

test('a car not delivered yet has no mileage to project', async (t) => {
  const words = read(await page('S0915520067'))
  t.regex(words, /pas encore livré/)
  t.notRegex(words, /Projection|Immatriculation/)
})

test('a contract in dispute sends people to the telephone', async (t) => {
  t.regex(read(await page('S0123456789', 'fr', { status: 'dispute' })), /service contentieux.* 09 69 32 20 39/)
})

test('a name is text, whatever is in it [R40]', async (t) => {
  const holder = { kind: 'company', name: '<script>alert(1)</script>' } as const
  t.notRegex(await page('S0123456789', 'fr', { holder }), /<script>/)
})
