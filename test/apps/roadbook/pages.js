import { words } from './words.js'

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const plain = (value) => String(value).replace(/[&<>"']/g, (sign) => escapes[sign])

/** A template that escapes what is put into it; a list of pieces, or a piece, stays as it is. */
function html(texts, ...values) {
  const shown = values.map((value) => [value].flat().map(piece).join(''))
  return { markup: texts.reduce((all, text, at) => all + shown[at - 1] + text) }
}
const piece = (value) => (value === undefined || value === false ? '' : (value.markup ?? plain(value)))

function page(lang, title, content) {
  const w = words[lang]
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title === w.title ? title : `${title} · ${w.title}`}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a class="brand" href="/">${w.title}</a></header>
<main>${content}</main>
</body>
</html>`.markup
}

export function landingPage(lang, { ended, fault } = {}) {
  const w = words[lang]
  const said = fault ? w[fault] : ended ? w.ended : undefined
  const road = html`<div class="road" aria-hidden="true"><i></i><i></i><i></i></div>`
  return page(
    lang,
    w.title,
    html`${said && html`<p class="said" role="status">${said}</p>`}
<h1>${w.title}</h1>
<p class="lead">${w.lead}</p>
${road}
<p>${w.about}</p>
<p><a class="act" href="/login">${w.signIn}</a></p>`,
  )
}

export function tripsPage(lang, { person, trips, typed = {}, faulty = false }) {
  const w = words[lang]
  const day = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  const number = new Intl.NumberFormat(lang)
  const line = ({ on, from, to, km }) => html`<li>
<time datetime="${on}">${day.format(new Date(on))}</time>
<span class="way">${from} → ${to}</span> <span class="km">${number.format(km)} km</span></li>`
  const field = (name, type, more) => html`<label for="${name}">${w[name]}</label>
<input id="${name}" name="${name}" type="${type}" value="${typed[name] ?? ''}" required ${more}
${faulty && html`aria-describedby="fault"`}>`
  const sum = trips.reduce((all, { km }) => all + km, 0)
  return page(
    lang,
    w.trips,
    html`<h1>${w.trips}</h1>
<p class="lead">${w.hello(person.name)}</p>
<ul class="trips">${trips.map(line)}</ul>
<p class="sum">${w.total(number.format(sum))}</p>
<h2>${w.add}</h2>
<form method="post" action="/trips">
${faulty && html`<p class="said" id="fault" role="alert">${w.faulty}</p>`}
<div>${field('from', 'text', html`maxlength="60"`)}</div>
<div>${field('to', 'text', html`maxlength="60"`)}</div>
<div>${field('km', 'number', html`min="1" max="5000"`)}</div>
<button class="act">${w.save}</button>
</form>
<form method="post" action="/logout"><button class="quiet">${w.signOut}</button></form>`,
  )
}

export function byePage(lang) {
  const w = words[lang]
  return page(
    lang,
    w.bye,
    html`<h1>${w.bye}</h1><p class="lead">${w.byeLead}</p><p><a class="act" href="/">${w.home}</a></p>`,
  )
}

export function faultPage(lang, fault) {
  const w = words[lang]
  return page(lang, w[fault], html`<h1>${w[fault]}</h1><p><a class="act" href="/">${w.home}</a></p>`)
}
