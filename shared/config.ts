import { isIP } from 'node:net'
import { z } from 'zod'

/** One environment variable: what it is for, its unit or form, its default as one would type it, and how it is read. */
export interface Setting<T> {
  readonly name: string
  readonly about: string
  readonly form: string
  readonly default?: string
  /** its value never appears in a message */
  readonly secret?: true
  readonly schema: z.ZodType<T, string>
}

type Values<S> = { readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never }

/** Every fault of the environment at once, a sentence each. */
export class ConfigError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/** Reads all settings from the environment. Throws a ConfigError that names every fault at once. */
export function readSettings<S extends Record<string, Setting<unknown>>>(
  settings: S,
  env: Readonly<Record<string, string | undefined>>,
): Values<S> {
  const faults: string[] = []
  const values: Record<string, unknown> = {}
  for (const [key, setting] of Object.entries(settings)) {
    const typed = env[setting.name] || setting.default
    if (typed === undefined) {
      faults.push(`${setting.name} is missing: ${setting.about} (${setting.form}).`)
      continue
    }
    const read = setting.schema.safeParse(typed)
    if (read.success) values[key] = read.data
    else faults.push(`${setting.name} must be ${setting.form}${setting.secret ? '' : `, but is "${typed}"`}.`)
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return values as Values<S>
}

export const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(0).max(65_535))
export const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const text = z.string().min(1).max(2000)

/** An origin such as `https://id.example`: no path, no query, no trailing slash. https but on this machine. */
export const origin = z
  .string()
  .refine((value) => URL.canParse(value) && new URL(value).origin === value && isSafeOrigin(new URL(value)))

const isSafeOrigin = (url: URL): boolean =>
  url.protocol === 'https:' ||
  (url.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost|.*\.test)$/.test(url.hostname))

/** Whether a host name means this machine: what goes there leaves no network card. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|.*\.localhost)$/.test(hostname)

/** `sqlite:path`, `sqlite::memory:` or `postgres://…`. */
export const databaseUrl = z.string().regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/)

/** A comma-separated list; empty is no entry. */
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

/** An IP address, or a range of them in CIDR form (RFC 4632 §3.1, RFC 4291 §2.3). */
export const addressRange = z.string().refine((range) => {
  const [address = '', bits = '0', ...more] = range.split('/')
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most
})

/** A name or password out of an address, percent-decoded; undefined: a sign in it stands for itself and should not. */
export function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The block of .env.example for these settings. */
export const printSettings = (title: string, settings: Record<string, Setting<unknown>>): string =>
  [
    `# ${title}`,
    ...Object.values(settings).flatMap((setting) => [
      '',
      `# ${setting.about}`,
      `# ${setting.form}${setting.default === undefined ? '; required' : ''}`,
      `${setting.default === undefined || setting.default === '' ? '# ' : ''}${setting.name}=${setting.default ?? ''}`,
    ]),
    '',
  ].join('\n')
