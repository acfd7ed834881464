import type { Knex } from 'knex'
import type { Lang } from '../shared/i18n.ts'
import { type Mail, renderMail } from '../shared/mail/letter.tsx'
import type { AddressedMail } from '../shared/mail/smtp.ts'
import { post, withdraw } from '../shared/outbox/outbox.ts'
import type { Civility } from './account/service.ts'
import type { Idp } from './context.ts'

const BRAND = 'BMW ID'

/** Posts a mail with the transaction that decided it. After `giveUpAt` it would be of no use. */
export async function postMail(
  tx: Knex,
  { secrets, now }: Pick<Idp, 'secrets' | 'now'>,
  { to, mail, giveUpAt }: { to: string; mail: Mail; giveUpAt: number },
): Promise<void> {
  await post(tx, secrets, { kind: 'mail', content: { to, ...renderMail(mail, BRAND) }, giveUpAt, now: now() })
}

/** Takes back the mails to an address that have not been sent yet. */
export const withdrawMails = (tx: Knex, { secrets }: Pick<Idp, 'secrets'>, isTheirs: (to: string) => boolean) =>
  withdraw(tx, secrets, { kind: 'mail', where: (mail) => isTheirs((mail as AddressedMail).to) })

const titles: Record<Lang, Record<Civility, string>> = {
  fr: { madame: 'Madame', monsieur: 'Monsieur' },
  en: { madame: 'Ms', monsieur: 'Mr' },
}

/** « Bonjour Madame Garnier, »: without the name where somebody may have typed an advertisement in its place, because
 *  anybody can make us write to any address. */
export function greet(lang: Lang, { civility, familyName }: { civility: Civility; familyName: string }): string {
  const name = looksLikeAdvertisement(familyName) ? '' : ` ${titles[lang][civility]} ${familyName}`
  return lang === 'fr' ? `Bonjour${name},` : `Hello${name},`
}

/** An address to visit (`win.example`), or more words than a name has. */
const looksLikeAdvertisement = (name: string): boolean =>
  name.length > 40 || name.split(' ').length > 4 || /\p{L}\.\p{L}/u.test(name) || /\bwww\b/i.test(name)

/** The last lines of each mail. */
export const closing: Record<Lang, readonly string[]> = { fr: ['Votre équipe BMW ID'], en: ['Your BMW ID team'] }
