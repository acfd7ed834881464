import test from 'ava'
import { render } from 'preact-render-to-string'
import { texts } from '../../portal/help/texts.ts'
import { HelpBody } from '../../portal/help/views.tsx'

const page = render(<HelpBody texts={texts.fr} callCentre={<p>09</p>} />)

test('the help page answers twenty questions in four sections', (t) => {
  t.is(texts.fr.sections.length, 4)
  t.is(page.match(/<details/g)?.length, 20)
})

test('every answer has an address of its own', (t) => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  t.is(ids.length, 24)
  t.is(new Set(ids).size, ids.length)
  t.regex(page, /<div class="accordion__answer prose" id="sms-code">/)
})

test('telephone numbers in an answer can be dialled', (t) => {
  t.true(page.includes('<a href="tel:+33969322039">09\u00a069\u00a032\u00a020\u00a039</a>'))
})
