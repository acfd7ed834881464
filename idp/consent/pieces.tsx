import type { Lang } from '../../shared/i18n.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'
import type { Datum } from './words.ts'

/** An app by its picture, or its first letter. */
export function AppTile({ name, logo }: { readonly name: string; readonly logo: string | undefined }) {
  if (logo !== undefined) return <img class="app-tile app-tile--logo" src={paths.logo(logo)} alt="" />
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0] ?? '·'
  return (
    <span class="app-tile" aria-hidden="true">
      {letter.toUpperCase()}
    </span>
  )
}

/** What an app sees, a line each. */
export function Data({ items, lang }: { readonly items: readonly Datum[]; readonly lang: Lang }) {
  return (
    <ul class="data">
      {items.map(({ words, value, hint }) => (
        <li key={words} class="data__item">
          {value === undefined ? words : texts[lang].datum(words)}{' '}
          {value !== undefined && <bdi class="data__value">{value}</bdi>}
          {hint && <p class="data__hint">{hint}</p>}
        </li>
      ))}
    </ul>
  )
}

/** In ASCII, as the network knows it: `xn--…` where letters only look like others. */
export const hostOf = (address: string | undefined): string | undefined =>
  address !== undefined && URL.canParse(address) ? new URL(address).host || undefined : undefined
