import type { Lang } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import { addressOf } from '../account/address.ts'
import { phone } from '../help/phone.ts'
import { mailWords } from './mail-words.ts'
import type { HeldCustomer } from './store.ts'

// Text messages keep to the letters of GSM 03.38, so that each is one segment of 160: plain spaces, no ê, ç, ’ or «.

/** The code, and for whom it is; the last line lets a browser fill it in on our page and on no other (WebOTP). */
export const codeMessage = ({ lang, code, host }: { lang: Lang; code: string; host: string }): string =>
  `${codeWords[lang](code)}\n@${host} #${code}`

const codeWords: Readonly<Record<Lang, (code: string) => string>> = {
  fr: (code) =>
    `BMW Financial Services : votre code est ${code}. Il est valable 10 minutes. Ne le donnez à personne, ni à nous.`,
  en: (code) =>
    `BMW Financial Services: your code is ${code}. It is valid for 10 minutes. Give it to nobody, not even to us.`,
}

/** To whoever holds the phone of the contract, which may be somebody else than the customer: in the contract's language. */
export function noticeMessage({ number, email }: { number: string; email: string }): string {
  const account = /^\w/.test(email) ? `${email[0]}***@***` : '***@***'
  const call = phone.shown.replaceAll('\u00a0', ' ')
  return `BMW Financial Services : le contrat ${number} a été ajouté au compte ${account}. Ce n'était pas vous ? Appelez le ${call}.`
}

/** What of a contract number is enough to know one's own: its last three digits. */
export const shortNumber = (number: string): string => `…${number.slice(-3)}`

/** What of an e-mail address is enough to know one's own. */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split(/@(?=[^@]*$)/)
  return `${name.slice(0, 1)}•••@${domain}`
}

interface Addressed {
  readonly customer: HeldCustomer
  /** where the button leads, absolute */
  readonly href: string
}

export const attachedMail = ({ customer, href }: Addressed, number: string): Mail => {
  const t = mailWords[customer.lang]
  const { subject, text, button, notYou } = t.attached
  return {
    ...frameOf(customer),
    subject,
    parts: [said(text(number)), { kind: 'button', label: button, href }, said(notYou)],
  }
}

export const blockedMail = ({ customer }: Pick<Addressed, 'customer'>): Mail => {
  const { subject, text, call, notYou } = mailWords[customer.lang].blocked
  return { ...frameOf(customer), subject, parts: [said(text), said(call), said(notYou)] }
}

export const unblockedMail = ({ customer, href }: Addressed): Mail => {
  const { subject, text, button } = mailWords[customer.lang].unblocked
  return { ...frameOf(customer), subject, parts: [said(text), { kind: 'button', label: button, href }] }
}

const said = (text: string) => ({ kind: 'text', text }) as const

function frameOf(customer: HeldCustomer) {
  const { lang } = customer
  const t = mailWords[lang]
  return { lang, greeting: t.greeting(addressOf(customer, lang)), closing: [t.closing] }
}
