import { z } from 'zod'
import { randomToken } from '../../shared/crypto/tokens.ts'
import type { Context } from '../../shared/http/context.ts'
import { type Faults, type Form, readForm } from '../../shared/http/form.ts'
import { LANGS, type Lang } from '../../shared/i18n.ts'
import { emailField, personFields } from '../fields.ts'
import { sayWeakness, weaknessOf } from '../password/service.ts'
import { texts } from './texts.ts'

const schemaIn = (lang: Lang) => {
  const { faults } = texts[lang]
  return z.object({
    ...personFields(faults),
    email: emailField(faults.email),
    password: z.string().default(''),
    terms: z.literal('on', faults.terms),
    // A form without its key is not ours, but nothing is wrong with it.
    once: z
      .string()
      .regex(/^[\w-]{43}$/)
      .catch(() => randomToken()),
  })
}

const perLang = <T>(make: (lang: Lang) => T) =>
  Object.fromEntries(LANGS.map((lang) => [lang, make(lang)])) as Readonly<Record<Lang, T>>

const schema = perLang(schemaIn)
const addressSchema = perLang((lang) => z.object({ email: emailField(texts[lang].faults.email) }))

export type SignupFields = z.infer<ReturnType<typeof schemaIn>>

/** All faults at once, in the order of the fields; the password is judged with what was typed beside it. */
export async function readSignup(ctx: Context): Promise<Form<SignupFields>> {
  const { lang } = ctx.state
  const form = await readForm(ctx, schema[lang])
  const { typed } = form
  const { email = '', givenName = '', familyName = '', password = '' } = typed
  const weakness = weaknessOf(password, { email, givenName, familyName })
  if (!weakness) return form
  const faults = { ...(form.kind === 'faulty' ? form.faults : {}), password: sayWeakness(lang, weakness) }
  return { kind: 'faulty', typed, faults: inOrder(faults) }
}

export const readAddress = (ctx: Context): Promise<Form<{ email: string }>> =>
  readForm(ctx, addressSchema[ctx.state.lang])

const FIELDS = ['civility', 'givenName', 'familyName', 'email', 'password', 'terms']

const inOrder = (faults: Faults): Faults =>
  Object.fromEntries(FIELDS.flatMap((name) => (faults[name] === undefined ? [] : [[name, faults[name]]])))
