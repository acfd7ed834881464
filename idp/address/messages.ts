import { formatInstant, type Lang } from '../../shared/i18n.ts'
import type { Mail, MailPart } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'
import { changeMail } from '../undo/service.ts'
import { mailTexts as words } from './mail-texts.ts'

const asText = (text: string): MailPart => ({ kind: 'text', text })

const letter = (account: Account, subject: string, parts: readonly (string | MailPart)[]): Mail => ({
  lang: account.lang,
  subject,
  greeting: greet(account.lang, account),
  parts: parts.map((part) => (typeof part === 'string' ? asText(part) : part)),
  closing: closing[account.lang],
})

const linked = (lang: Lang, label: string, href: string): readonly MailPart[] => [
  { kind: 'button', label, href },
  { kind: 'link', lead: words[lang].copy, href },
]

/** To the address that would be left, as soon as somebody asks. It does not say which address was asked for: nothing that
 *  was typed gets into a mail. */
export function askedMail(account: Account, { at, cancel }: { at: number; cancel: string }): Mail {
  const { lang } = account
  const t = words[lang].asked
  const lead = `${t.lead(formatInstant(lang, at))} ${t.still}`
  return letter(account, t.subject, [lead, words[lang].you, t.notYou, ...linked(lang, t.act, cancel)])
}

/** To the new address. Without a name: it may have been mistyped, and then a stranger reads it. */
export function proveMail(lang: Lang, link: string): Mail {
  const t = words[lang].prove
  const parts = [asText(t.lead), ...linked(lang, t.act, link), asText(t.how), asText(t.notYou)]
  return { lang, subject: t.subject, greeting: t.greeting, parts, closing: closing[lang] }
}

/** To whoever has that address already. */
export function takenMail(holder: Account): Mail {
  const t = words[holder.lang].taken
  return letter(holder, t.subject, [t.lead, t.same, words[holder.lang].nothing])
}

/** To the address that was left, with the way back. */
export function changedMail(account: Account, { at, undo }: { at: number; undo: string }): Mail {
  const { lang } = account
  const t = words[lang].changed
  return changeMail(lang, { account, subject: t.subject, lead: [t.lead(formatInstant(lang, at)), t.ended], undo })
}

/** To an address that is said to be lost, while the change waits. */
export function waitsMail(account: Account, { holdsAt, cancel }: { holdsAt: number; cancel: string }): Mail {
  const { lang } = account
  const t = words[lang].waits
  return letter(account, t.subject, [
    t.lead(formatInstant(lang, holdsAt)),
    t.notYou,
    ...linked(lang, words[lang].asked.act, cancel),
  ])
}

/** ... and when it holds: no link, because a stranger may read there by now. */
export function leftMail(account: Account, at: number): Mail {
  const t = words[account.lang].left
  return letter(account, t.subject, [t.lead(formatInstant(account.lang, at)), t.notYou])
}

/** To the new address, when the wait is over. */
export function holdsMail(account: Account, at: number): Mail {
  const t = words[account.lang].holds
  return letter(account, t.subject, [t.lead(formatInstant(account.lang, at)), t.ended])
}

/** To the address that was given up again. */
export function undoneAtNewMail(account: Account, at: number): Mail {
  const t = words[account.lang].undone
  return letter(account, t.subject, [t.lead(formatInstant(account.lang, at)), t.notYou])
}
