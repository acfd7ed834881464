import { type Lang, parisDate } from '../../shared/i18n.ts'
import { callCentreState, dayAfter } from './opening-hours.ts'
import { phone } from './phone.ts'
import { callCentreTexts } from './texts.ts'

/** Whom to call, at what price, and whether somebody answers now. Shown wherever a person may need help. */
export function CallCentre({ lang, now }: { lang: Lang; now: number }) {
  const t = callCentreTexts[lang]
  return (
    <div class="call-centre">
      <p class="call-centre__number">
        {t.name} <a href={`tel:${phone.dialled}`}>{phone.shown}</a> {t.terms}
      </p>
      <p class={`call-centre__state call-centre__state--${callCentreState(now).open ? 'open' : 'closed'}`}>
        {openOrClosed(lang, now)}
      </p>
    </div>
  )
}

function openOrClosed(lang: Lang, now: number): string {
  const t = callCentreTexts[lang]
  const state = callCentreState(now)
  if (state.open) return t.open
  const opens = parisDate(state.opensAt)
  if (opens === parisDate(now)) return t.opensToday
  if (opens === dayAfter(parisDate(now))) return t.opensTomorrow
  return t.opensOn(new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' }).format(new Date(opens)))
}
