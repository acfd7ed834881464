import { domainToASCII } from 'node:url'
import { z } from 'zod'

// What people type about themselves, as zod fields; each with its sentence. Lengths and characters: security
// requirement R14, so that neither a mail's header nor a page can be made to say something else.

/** An address to which mail can go: an ASCII local part, a domain with a dot, also an internationalised one. */
export const emailField = (fault: string) => z.string(fault).trim().max(254, fault).refine(isEmail, fault)

/** A name as people have them: letters with their marks, apostrophes, hyphens, points, spaces. */
const nameField = (fault: string) =>
  z
    .string(fault)
    .transform((name) =>
      name
        .normalize('NFC')
        .replace(/^ +| +$/g, '')
        .replace(/ {2,}/g, ' '),
    )
    .refine(isName, fault)

/** Who somebody is: signing up and « Mon profil » ask for the same. */
export const personFields = (faults: Readonly<Record<'civility' | 'givenName' | 'familyName', string>>) => ({
  civility: z.enum(['madame', 'monsieur'], faults.civility),
  givenName: nameField(faults.givenName),
  familyName: nameField(faults.familyName),
})

function isEmail(email: string): boolean {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  const domain = email.slice(at + 1)
  if (at < 1 || at > 64 || !/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local)) return false
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return false
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(xn--[a-z0-9-]{1,59}|[a-z]{2,63})$/.test(domainToASCII(domain))
}

/** A pile of marks on one letter is no name; three are more than any language here needs. */
const isName = (name: string): boolean =>
  Array.from(name).length <= 64 && /^\p{L}[\p{L}\p{M}'’\-. ]*$/u.test(name) && !/\p{M}{4}/u.test(name)
