import { formatInstant, type Lang } from '../../shared/i18n.ts'
import type { Explanation } from '../failures/service.ts'
import { texts as failureTexts } from '../failures/texts.ts'
import { paths } from '../paths.ts'
import type { LogoutDelivery } from '../sessions/service.ts'
import { texts } from './texts.ts'

/** What was refused to the app lately, each with its reason. */
export function Failures({ lang, failures }: { lang: Lang; failures: readonly Explanation[] }) {
  const t = texts[lang].app
  const { rules } = failureTexts[lang]
  return (
    <section class="stack stack--close">
      <h2>{t.failures}</h2>
      {failures.length === 0 && <p>{t.noFailures}</p>}
      <ul class="stack stack--close">
        {failures.map(({ reference, at, rule }) => (
          <li key={reference} class="entry">
            <a class="entry__name" href={paths.failure(reference)}>
              {reference}
            </a>
            <p>{rules[rule.name].what}</p>
            <p class="soft">{formatInstant(lang, at)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How far the latest notices have got that a session is over. Why none arrived only the operator reads: a name that leads
 *  into our network would tell its owner which doors are open there. */
export function Deliveries({ lang, deliveries }: { lang: Lang; deliveries: readonly LogoutDelivery[] }) {
  const t = texts[lang].app
  return (
    <section class="stack stack--close">
      <h2>{t.sending}</h2>
      {deliveries.length === 0 && <p>{t.noSending}</p>}
      <ul class="stack stack--close">
        {deliveries.map(({ endedAt, cause, state, attempts, lastError }) => (
          <li key={`${endedAt}${cause}${attempts}`} class="entry">
            <p>
              {t.causes[cause]} · {t.states[state](attempts)}
            </p>
            {lastError && <p>{/^HTTP \d+$/.test(lastError) ? <code>{lastError}</code> : t.noAnswer}</p>}
            <p class="soft">{formatInstant(lang, endedAt)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
